/** Random cases of the normalisations and of their gradients. */
import fc from "fast-check";
import { sizeOf } from "../../src/core/shape.ts";
import { apply } from "../../src/graph/node.ts";
import { batchNormGradOp, batchNormOp, type NormActivation } from "../../src/ops/batchNorm.ts";
import { batchNormEvalOp } from "../../src/ops/batchNormEval.ts";
import { layerNormGradOp, layerNormOp } from "../../src/ops/layerNorm.ts";
import { extent, positive, seed, signed } from "./arbitraries.ts";
import type { OpCase } from "./runCase.ts";

/** Large enough for slopes below 4, whose third derivatives finite differences bear. */
const epsilon = fc.constantFrom(0.1, 1);

/** Batch norm in training and after it, and the gradient of both, over no to three dimensions of space. */
export function batchNormCases(
  channels: fc.Arbitrary<number>,
  activation: NormActivation = "none",
) {
  const norm = fc
    .record({
      batch: extent,
      channels,
      space: fc.array(extent, { maxLength: 3 }),
      attrs: fc.record({ epsilon, activation: fc.constant(activation) }),
      statistics: fc.constantFrom("batch" as const, "given" as const),
      from: seed,
    })
    .filter(({ batch, space }) => batch * sizeOf(space) > 1)
    .map(({ from, ...own }) => {
      const shape = [own.batch, own.channels, ...own.space];
      const perChannel = [own.channels];
      return {
        ...own,
        x: signed("x", shape, from),
        dy: signed("dy", shape, from),
        trained: [signed("scale", perChannel, from), signed("shift", perChannel, from)],
        given: [signed("mean", perChannel, from), positive("variance", perChannel, from)],
      };
    });
  return {
    batchNorm: norm.map(
      ({ x, trained, attrs }): OpCase => ({
        inputs: [x, ...trained],
        build: (values) => apply(batchNormOp, values, attrs),
      }),
    ),
    batchNormEval: norm.map(
      ({ x, trained, given, attrs }): OpCase => ({
        inputs: [x, ...trained, ...given],
        build: (values) => apply(batchNormEvalOp, values, attrs),
      }),
    ),
    /** With a ReLU, y is what the forward operation made of x: a backend may keep its signs in a form of its own. */
    batchNormGrad: norm.map(
      ({ x, dy, trained, given, attrs, statistics }): OpCase => ({
        inputs: [x, dy, ...trained, ...given],
        build: ([image, gradient, scale, shift, ...kept]) => {
          const [y, ...own] =
            statistics === "batch"
              ? apply(batchNormOp, [image!, scale!, shift!], attrs)
              : apply(batchNormEvalOp, [image!, scale!, shift!, ...kept], attrs);
          const used = statistics === "batch" ? own : kept;
          const rectified = activation === "relu" ? [y!] : [];
          const operands = [image!, gradient!, scale!, ...used, ...rectified];
          return apply(batchNormGradOp, operands, { ...attrs, statistics });
        },
      }),
    ),
  };
}

/** Layer norm and its gradient on rows of that length. */
export function layerNormCases(columns: fc.Arbitrary<number>) {
  const norm = fc
    .record({
      rows: fc.integer({ min: 1, max: 9 }),
      columns,
      isScaled: fc.boolean(),
      attrs: fc.record({ epsilon }),
      from: seed,
    })
    .map(({ rows, columns, isScaled, attrs, from }) => ({
      x: signed("x", [rows, columns], from),
      dy: signed("dy", [rows, columns], from),
      scale: isScaled ? [signed("scale", [columns], from)] : [],
      shift: isScaled ? [signed("shift", [columns], from)] : [],
      statistics: [signed("mean", [rows], from), positive("variance", [rows], from)],
      attrs,
    }));
  return {
    layerNorm: norm.map(
      ({ x, scale, shift, attrs }): OpCase => ({
        inputs: [x, ...scale, ...shift],
        build: (values) => apply(layerNormOp, values, attrs),
      }),
    ),
    layerNormGrad: norm.map(
      ({ x, dy, statistics, scale, attrs }): OpCase => ({
        inputs: [x, dy, ...statistics, ...scale],
        build: (values) => apply(layerNormGradOp, values, attrs),
      }),
    ),
  };
}
