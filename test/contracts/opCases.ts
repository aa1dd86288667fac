/** Random cases of every operation, total over the table: a new operation without cases does not compile. */
import fc from "fast-check";
import { apply } from "../../src/graph/node.ts";
import { cast } from "../../src/ops/cast.ts";
import { type OpName, ops } from "../../src/ops/index.ts";
import { constant } from "../../src/ops/leaves.ts";
import { noAttrs } from "../../src/ops/shapeRules.ts";
import {
  extent,
  integers,
  positive,
  seed,
  shapeOfRank,
  signed,
  stretchable,
} from "./arbitraries.ts";
import {
  binary,
  boxWithin,
  linearCases,
  movementCases,
  paired,
  random,
  reduction,
  unary,
} from "./casePatterns.ts";
import { elementwiseCases } from "./elementwiseCases.ts";
import { indexCases } from "./indexCases.ts";
import { batchNormCases, layerNormCases } from "./normCases.ts";
import type { OpCase } from "./runCase.ts";
import { convolutionCases, poolingCases, resizeCases } from "./windowCases.ts";

const channels = fc.integer({ min: 1, max: 3 });
const number = fc.float({ min: -2, max: 2, noNaN: true });
const integerType = fc.constantFrom("i32" as const, "u8" as const);

/** Labels of a batch, all of them classes. */
const labelled = fc
  .record({ batch: extent, classes: extent, dtype: integerType, from: seed })
  .map(({ batch, classes, dtype, from }) => ({
    labels: integers("labels", { shape: [batch], dtype }, { low: 0, high: classes - 1, from }),
    batch,
    classes,
    from,
  }));

export const opCases: {
  readonly [Name in OpName]: fc.Arbitrary<OpCase> | { readonly skip: string };
} = {
  input: fc.tuple(shapeOfRank(0), seed).map(([shape, from]) => ({
    inputs: [signed("x", shape, from)],
    build: (values) => values,
  })),
  state: { skip: "a state belongs to a backend: backendContract.ts tests it" },
  constant: fc.tuple(shapeOfRank(0), seed).map(([shape, from]) => ({
    inputs: [],
    build: () => [constant(Array.from(signed("constant", shape, from).data), shape)],
  })),
  uniform: random(ops.uniform),
  normal: random(ops.normal),
  ...convolutionCases(channels),
  ...linearCases(extent),
  matmul: fc
    .record({
      lead: shapeOfRank(0, 2),
      m: extent,
      k: extent,
      n: extent,
      attrs: fc.record({ transposeA: fc.boolean(), transposeB: fc.boolean() }),
      from: seed,
    })
    .map(({ lead, m, k, n, attrs, from }) => ({
      inputs: [
        signed("a", [...lead, ...(attrs.transposeA ? [k, m] : [m, k])], from),
        signed("b", [...lead, ...(attrs.transposeB ? [n, k] : [k, n])], from),
      ],
      build: (values) => apply(ops.matmul, values, attrs),
    })),
  ...poolingCases(channels),
  ...resizeCases(channels),
  ...batchNormCases(channels),
  ...layerNormCases(extent),
  add: binary(ops.add),
  sub: binary(ops.sub),
  mul: binary(ops.mul),
  div: binary(ops.div, positive),
  maximum: binary(ops.maximum),
  minimum: binary(ops.minimum),
  equal: binary(ops.equal),
  less: binary(ops.less),
  lessEqual: binary(ops.lessEqual),
  ...elementwiseCases,
  affine: fc
    .record({
      shape: shapeOfRank(0),
      attrs: fc.record({ scale: number, shift: number }),
      from: seed,
    })
    .map(({ shape, attrs, from }) => ({
      inputs: [signed("x", shape, from)],
      build: (values) => apply(ops.affine, values, attrs),
    })),
  exp: unary(ops.exp),
  log: unary(ops.log, positive),
  relu: unary(ops.relu),
  reluGrad: paired(ops.reluGrad),
  tanh: unary(ops.tanh),
  tanhGrad: paired(ops.tanhGrad),
  sigmoid: unary(ops.sigmoid),
  sigmoidGrad: paired(ops.sigmoidGrad),
  toFloat: fc
    .record({ shape: shapeOfRank(0), dtype: integerType, scale: number, from: seed })
    .map(({ shape, dtype, scale, from }) => ({
      inputs: [integers("x", { shape, dtype }, { low: 0, high: 255, from })],
      build: (values) => apply(ops.toFloat, values, { scale }),
    })),
  // There and back, as only f32 can be fed and read.
  cast: fc.tuple(shapeOfRank(0), seed).map(([shape, from]) => ({
    inputs: [signed("x", shape, from)],
    build: (values) => apply(ops.cast, [cast(values[0]!, "bf16")], { dtype: "f32" as const }),
  })),
  sum: reduction(ops.sum),
  broadcastTo: shapeOfRank(0).chain((shape) =>
    fc.tuple(stretchable(shape), seed).map(([own, from]) => ({
      inputs: [signed("x", own, from)],
      build: (values) => apply(ops.broadcastTo, values, { shape }),
    })),
  ),
  max: reduction(ops.max),
  argMax: unary(ops.argMax, signed, 1),
  cumsum: shapeOfRank(1).chain((shape) =>
    fc
      .record({
        axis: fc.nat(shape.length - 1),
        reverse: fc.boolean(),
        exclusive: fc.boolean(),
        from: seed,
      })
      .map(({ from, ...attrs }) => ({
        inputs: [signed("x", shape, from)],
        build: (values) => apply(ops.cumsum, values, attrs),
      })),
  ),
  softmax: unary(ops.softmax, signed, 1),
  logSoftmax: unary(ops.logSoftmax, signed, 1),
  logSoftmaxGrad: paired(ops.logSoftmaxGrad, 1),
  nll: labelled.map(({ labels, batch, classes, from }) => ({
    inputs: [signed("logProbabilities", [batch, classes], from), labels],
    build: (values) => apply(ops.nll, values, noAttrs),
  })),
  nllGrad: labelled.map(({ labels, classes, from }) => ({
    inputs: [labels, signed("dy", [], from)],
    build: (values) => apply(ops.nllGrad, values, { classes }),
  })),
  // Labels may lie outside the classes: below, where the type has room for it, and above.
  oneHot: fc
    .record({ shape: shapeOfRank(0, 3), dtype: integerType, classes: extent, from: seed })
    .map(({ shape, dtype, classes, from }) => ({
      inputs: [
        integers(
          "labels",
          { shape, dtype },
          { low: dtype === "i32" ? -1 : 0, high: classes, from },
        ),
      ],
      build: (values) => apply(ops.oneHot, values, { classes }),
    })),
  ...movementCases("f32"),
  withGradient: fc.tuple(shapeOfRank(0), seed).map(([shape, from]) => ({
    inputs: [signed("y", shape, from)],
    build: (values) => apply(ops.withGradient, values, { rule: () => [] }),
  })),
  after: fc.tuple(shapeOfRank(0), shapeOfRank(0), seed).map(([shape, other, from]) => ({
    inputs: [signed("x", shape, from), signed("trigger", other, from)],
    build: (values) => apply(ops.after, values, noAttrs),
  })),
  pad: shapeOfRank(1).chain((shape) =>
    fc
      .tuple(fc.tuple(...shape.map(() => fc.tuple(fc.nat(2), fc.nat(2)))), seed)
      .map(([padding, from]) => ({
        inputs: [signed("x", shape, from)],
        build: (values) => apply(ops.pad, values, { padding }),
      })),
  ),
  addBox: shapeOfRank(1).chain((whole) =>
    fc.tuple(fc.tuple(...whole.map(boxWithin)), seed).map(([box, from]) => {
      const shape = box.map(({ length }) => length);
      return {
        inputs: [signed("x", whole, from), signed("box", shape, from)],
        build: (values) => apply(ops.addBox, values, { start: box.map(({ start }) => start) }),
      };
    }),
  ),
  concat: fc
    .record({
      shape: shapeOfRank(1),
      place: fc.nat(3),
      extents: fc.array(extent, { minLength: 1, maxLength: 3 }),
      from: seed,
    })
    .map(({ shape, place, extents, from }) => {
      const axis = place % shape.length;
      return {
        inputs: extents.map((own, part) => signed(`part${part}`, shape.with(axis, own), from)),
        build: (values) => apply(ops.concat, values, { axis }),
      };
    }),
  ...indexCases,
};
