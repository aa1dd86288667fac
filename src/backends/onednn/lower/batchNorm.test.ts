import fc from "fast-check";
import { expect, test } from "vitest";
import { signed } from "../../../../test/contracts/arbitraries.ts";
import { describeOnednn } from "../../../../test/support/describeOnednn.ts";
import { expectAsReference } from "../../../../test/support/expectAsReference.ts";
import { runOnce } from "../../../../test/support/runOnce.ts";
import { gradients } from "../../../autodiff/gradients.ts";
import { makeStream } from "../../../core/random.ts";
import { sizeOf } from "../../../core/shape.ts";
import { makeGraph } from "../../../graph/graph.ts";
import { apply, shapeOf, type Value } from "../../../graph/node.ts";
import { batchNorm, batchNormGradOp } from "../../../ops/batchNorm.ts";
import { batchNormEval } from "../../../ops/batchNormEval.ts";
import { conv2d } from "../../../ops/conv2d.ts";
import { input } from "../../../ops/leaves.ts";
import { mul } from "../../../ops/mul.ts";
import { relu } from "../../../ops/relu.ts";
import { sum } from "../../../ops/sum.ts";
import { tanh } from "../../../ops/tanh.ts";
import type { Backend, StepProfile } from "../../backend.ts";

/** A convolution, its normalisation and what is to follow that, then a second convolution, down to a loss. */
function block(channels: number, mode: "train" | "eval", activation: (y: Value) => Value) {
  const image = [2, channels, 5, 6];
  const [x, factors] = [input("x", image), input("factors", image)];
  const weight = input("weight", [channels, channels, 3, 3]);
  const [scale, shift, mean, variance] = ["scale", "shift", "mean", "variance"].map((name) =>
    input(name, [channels]),
  ) as [Value, Value, Value, Value];
  const sums = conv2d(x, { weight }, { padding: 1 });
  const { y, ...statistics } =
    mode === "train"
      ? batchNorm(sums, { scale, shift }, { epsilon: 0.1 })
      : { y: batchNormEval(sums, { scale, shift, mean, variance }, { epsilon: 0.1 }) };
  const next = conv2d(activation(y), { weight }, { padding: 1 });
  const [dx, dWeight, dScale, dShift] = gradients(sum(mul(next, factors)), [
    x,
    weight,
    scale,
    shift,
  ]);
  return {
    leaves: { x, factors, weight, scale, shift, mean, variance },
    values: { next, ...statistics, dx: dx!, dWeight: dWeight!, dScale: dScale!, dShift: dShift! },
  };
}

/** Numbers for leaves; a variance must not be negative. */
function numbersFor(leaves: Readonly<Record<string, Value>>): Record<string, ArrayLike<number>> {
  const entries = Object.entries(leaves).map(([name, leaf]) => {
    const { data } = signed(name, shapeOf(leaf), 1);
    return [name, name === "variance" ? Array.from(data, Math.abs) : data];
  });
  return Object.fromEntries(entries);
}

function stepsOf(backend: Backend, values: Readonly<Record<string, Value>>) {
  const executable = backend.compile(makeGraph(values));
  const steps = executable.profile(1);
  executable.dispose();
  return steps;
}

function isReorderOfImages({ name, shape }: StepProfile): boolean {
  return name === "reorder" && shape === "[2, 32, 5, 6]";
}

describeOnednn("batch normalisation", (backend) => {
  test.each(["train", "eval"] as const)(
    "is generated code that takes and gives images as convolutions have them, in %s",
    (mode) => {
      const { dWeight } = block(32, mode, relu).values;
      const steps = stepsOf(backend, { dWeight });
      const norms = steps.filter(({ name }) => /orm|relu/.test(name));
      const forward = mode === "train" ? "batchNorm" : "batchNormEval";
      expect(norms.map(({ name }) => name)).toEqual([forward, "batchNormGrad"]);
      for (const { implementation } of norms) expect(implementation).toMatch(/jit/);
      const before = norms.map((norm) => steps[steps.indexOf(norm) - 1]!.name);
      expect(before).toEqual(["conv2d", "conv2dInputGrad"]);
      const last = steps.slice(steps.indexOf(norms[1]!));
      expect(last.filter(isReorderOfImages)).toEqual([]);
    },
  );

  test("agrees with the reference on what convolutions of any number of channels leave", () => {
    const cases = fc.record({
      channels: fc.constantFrom(1, 3, 6, 8, 12, 16, 20, 24, 32),
      mode: fc.constantFrom("train" as const, "eval" as const),
      activation: fc.constantFrom((y: Value) => y, relu, tanh),
    });
    const check = fc.property(cases, ({ channels, mode, activation }) => {
      const { leaves, values } = block(channels, mode, activation);
      expectAsReference(backend, values, numbersFor(leaves));
    });
    fc.assert(check, { numRuns: 40, seed: 1 });
  });

  test.each([[[3, 16, 2, 2]], [[5, 7]]])(
    "goes by the y that its gradient is given, whoever made it, on %j",
    (shape) => {
      const [x, dy, y] = [input("x", shape), input("dy", shape), input("y", shape)];
      const perChannel = (name: string) => input(name, [shape[1]!]);
      const [scale, mean] = [perChannel("scale"), perChannel("mean")];
      const variance = perChannel("variance");
      const attrs = { epsilon: 0.1, activation: "relu", statistics: "batch" } as const;
      const operands = [x, dy, scale, mean, variance, y];
      const [dx, dScale, dShift] = apply(batchNormGradOp, operands, attrs);
      const values = { dx: dx!, dScale: dScale!, dShift: dShift! };
      expectAsReference(backend, values, numbersFor({ x, dy, y, scale, mean, variance }));
    },
  );

  /*
   * A float32 sum near 288 · 10,000 is held to 0.25, so that the mean errs by up to 4e-3 here, as PyTorch's does on images
   * that lie channels last. Of squares summed up before the mean is subtracted nothing would be left: 10,000² is held to 4.
   */
  test("keeps a variance of 1 around a mean of 10,000", () => {
    const shape = [8, 16, 6, 6];
    const x = new Float32Array(sizeOf(shape));
    makeStream(1, "x").fillNormal(x, 0, 10_000, 1);
    const trained = { scale: input("scale", [16]), shift: input("shift", [16]) };
    const values = { ...batchNorm(input("x", shape), trained) };
    const numbers = { x, scale: new Array<number>(16).fill(1) };
    const expected = runOnce(values, numbers);
    const actual = runOnce(values, numbers, backend);
    const distance = (name: keyof typeof values) =>
      Math.max(...expected[name].map((own, i) => Math.abs(own - actual[name][i]!)));
    expect(distance("mean")).toBeLessThan(0.01);
    expect(distance("y")).toBeLessThan(0.01);
    expect(distance("variance")).toBeLessThan(1e-4);
  });
});
