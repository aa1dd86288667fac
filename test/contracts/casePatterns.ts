/** Kinds of cases that several operations share. */
import fc from "fast-check";
import type { Dtype } from "../../src/core/dtype.ts";
import type { Shape } from "../../src/core/shape.ts";
import { apply, type Op } from "../../src/graph/node.ts";
import type { FusedActivation } from "../../src/ops/activation.ts";
import { linearOp, linearParameterGradOp } from "../../src/ops/linear.ts";
import { sliceOp } from "../../src/ops/pad.ts";
import type { RandomAttrs } from "../../src/ops/random.ts";
import { reshapeOp } from "../../src/ops/reshape.ts";
import { type NoAttrs, noAttrs } from "../../src/ops/shapeRules.ts";
import type { ReduceAttrs } from "../../src/ops/sum.ts";
import { transposeOp } from "../../src/ops/transpose.ts";
import {
  extent,
  integers,
  type OpInput,
  seed,
  shapeOfRank,
  signed,
  stretchable,
} from "./arbitraries.ts";
import type { OpCase } from "./runCase.ts";

/** Numbers of a kind in a shape. */
export type Fill = (name: string, shape: Shape, from: number) => OpInput;

/** Operations on one operand of any shape. */
export function unary(op: Op<NoAttrs>, fill: Fill = signed, minRank = 0): fc.Arbitrary<OpCase> {
  return fc.tuple(shapeOfRank(minRank), seed).map(([shape, from]) => ({
    inputs: [fill("x", shape, from)],
    build: (values) => apply(op, values, noAttrs),
  }));
}

/** Gradients that read the output y and dy. */
export function paired(op: Op<NoAttrs>, minRank = 0): fc.Arbitrary<OpCase> {
  return fc.tuple(shapeOfRank(minRank), seed).map(([shape, from]) => ({
    inputs: [signed("y", shape, from), signed("dy", shape, from)],
    build: (values) => apply(op, values, noAttrs),
  }));
}

/** Operations on two operands, either of which may be stretched. */
export function binary(op: Op<NoAttrs>, fill: Fill = signed): fc.Arbitrary<OpCase> {
  return shapeOfRank(0).chain((shape) =>
    fc.tuple(stretchable(shape), stretchable(shape), seed).map(([a, b, from]) => ({
      inputs: [fill("a", a, from), fill("b", b, from)],
      build: (values) => apply(op, values, noAttrs),
    })),
  );
}

/** Operations that fold some dimensions into one number. */
export function reduction(op: Op<ReduceAttrs>): fc.Arbitrary<OpCase> {
  return shapeOfRank(1).chain((shape) =>
    fc
      .tuple(fc.subarray(axesOf(shape), { minLength: 1 }), fc.boolean(), seed)
      .map(([axes, keepDims, from]) => ({
        inputs: [signed("x", shape, from)],
        build: (values) => apply(op, values, { axes, keepDims }),
      })),
  );
}

/** Operations that draw random numbers, for seeds and steps of more than 32 bits. */
export function random(op: Op<RandomAttrs>): fc.Arbitrary<OpCase> {
  const low = fc.integer();
  const high = fc.nat(2 ** 21 - 1);
  return fc.tuple(shapeOfRank(0), low, high, low, high).map(([shape, ...words]) => ({
    inputs: [{ name: "key", type: { dtype: "i32", shape: [4] }, data: words }],
    build: (values) => apply(op, values, { stream: "stream", shape }),
  }));
}

/** A linear layer and its gradient. */
export function linearCases(features: fc.Arbitrary<number>, activation: FusedActivation = "none") {
  const layer = fc.record({
    batch: extent,
    inputs: features,
    outputs: features,
    hasBias: fc.boolean(),
    from: seed,
  });
  return {
    linear: layer.map(({ batch, inputs, outputs, hasBias, from }): OpCase => {
      const x = signed("x", [batch, inputs], from);
      const weight = signed("weight", [outputs, inputs], from);
      const bias = signed("bias", [outputs], from);
      return {
        inputs: hasBias ? [x, weight, bias] : [x, weight],
        build: (values) => apply(linearOp, values, { activation }),
        ...(activation !== "none" && {
          sums: (values) => apply(linearOp, values, { activation: "none" }),
        }),
      };
    }),
    linearParameterGrad: layer.map(
      ({ batch, inputs, outputs, hasBias, from }): OpCase => ({
        inputs: [signed("x", [batch, inputs], from), signed("dy", [batch, outputs], from)],
        build: (values) => apply(linearParameterGradOp, values, { hasBias }),
      }),
    ),
  };
}

/** Operations that move elements of any type. */
export function movementCases(dtype: Exclude<Dtype, "bf16">) {
  const fill: Fill = (name, shape, from) =>
    dtype === "f32"
      ? signed(name, shape, from)
      : integers(name, { shape, dtype }, { low: 0, high: 255, from });
  return {
    reshape: shapeOfRank(1).chain((shape) =>
      fc
        .tuple(fc.shuffledSubarray(shape, { minLength: shape.length }), fc.nat(shape.length), seed)
        .map(
          ([shuffled, place, from]): OpCase => ({
            inputs: [fill("x", shape, from)],
            build: (values) => apply(reshapeOp, values, { shape: shuffled.toSpliced(place, 0, 1) }),
          }),
        ),
    ),
    transpose: shapeOfRank(0).chain((shape) =>
      fc.tuple(fc.shuffledSubarray(axesOf(shape), { minLength: shape.length }), seed).map(
        ([permutation, from]): OpCase => ({
          inputs: [fill("x", shape, from)],
          build: (values) => apply(transposeOp, values, { permutation }),
        }),
      ),
    ),
    slice: shapeOfRank(1).chain((whole) =>
      fc.tuple(fc.tuple(...whole.map(boxWithin)), seed).map(
        ([box, from]): OpCase => ({
          inputs: [fill("x", whole, from)],
          build: (values) =>
            apply(sliceOp, values, {
              start: box.map(({ start }) => start),
              shape: box.map(({ length }) => length),
            }),
        }),
      ),
    ),
  };
}

function axesOf(shape: Shape): number[] {
  return shape.map((_, axis) => axis);
}

/** A stretch inside an extent. */
export function boxWithin(whole: number): fc.Arbitrary<{ start: number; length: number }> {
  return fc
    .tuple(fc.nat(whole - 1), fc.nat(whole - 1))
    .map(([a, b]) => ({ start: Math.min(a, b), length: Math.abs(a - b) + 1 }));
}
