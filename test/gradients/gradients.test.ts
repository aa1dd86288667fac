import fc from "fast-check";
import { expect, test } from "vitest";
import { finiteDifferences } from "../../src/autodiff/finiteDifferences.ts";
import { gradients } from "../../src/autodiff/gradients.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { makeGraph } from "../../src/graph/graph.ts";
import { shapeOf, type Value } from "../../src/graph/node.ts";
import { add } from "../../src/ops/add.ts";
import type { OpName } from "../../src/ops/index.ts";
import { constant, input } from "../../src/ops/leaves.ts";
import { mul } from "../../src/ops/mul.ts";
import { sum } from "../../src/ops/sum.ts";
import { type OpInput, signed } from "../contracts/arbitraries.ts";
import { opCases } from "../contracts/opCases.ts";
import { type OpCase, printable } from "../contracts/runCase.ts";

/**
 * Which inputs of each operation carry a gradient: all of type f32, those named, or none, with the reason. Gradient
 * operations stand in the table too, which makes this a check of second derivatives.
 */
const differentiable: {
  readonly [Name in OpName]: "all" | readonly string[] | { readonly none: string };
} = {
  input: "all",
  state: { none: "its gradient is that of an input" },
  constant: { none: "it has no inputs" },
  uniform: { none: "its key is of integers" },
  normal: { none: "its key is of integers" },
  conv2d: "all",
  conv2dInputGrad: "all",
  conv2dParameterGrad: "all",
  linear: "all",
  linearParameterGrad: "all",
  matmul: "all",
  avgPool2d: "all",
  avgPool2dGrad: "all",
  maxPool2d: "all",
  resize2d: "all",
  resize2dGrad: "all",
  // Its winners are integers.
  maxPool2dGrad: ["dy"],
  batchNorm: "all",
  batchNormEval: "all",
  // It does not see shift; through its own mean and variance x flows too.
  batchNormGrad: ["x", "dy", "scale"],
  layerNorm: "all",
  layerNormGrad: { none: "it has no rule: src/autodiff/gradients.test.ts" },
  add: "all",
  sub: "all",
  mul: "all",
  div: "all",
  maximum: "all",
  minimum: "all",
  less: { none: "it is piecewise constant" },
  lessEqual: { none: "it is piecewise constant" },
  where: ["a", "b"],
  equal: { none: "it is piecewise constant" },
  affine: "all",
  exp: "all",
  log: "all",
  relu: "all",
  // Piecewise constant in y.
  reluGrad: ["dy"],
  tanh: "all",
  tanhGrad: "all",
  sigmoid: "all",
  sigmoidGrad: "all",
  elementwise: "all",
  elementwiseGrad: "all",
  toFloat: { none: "integers carry no gradient" },
  cast: { none: "rounding has a staircase for a curve: src/ops/cast.test.ts tests its rule" },
  sum: "all",
  broadcastTo: "all",
  max: "all",
  cumsum: "all",
  argMax: { none: "it is piecewise constant" },
  softmax: "all",
  logSoftmax: "all",
  logSoftmaxGrad: "all",
  nll: "all",
  nllGrad: "all",
  oneHot: { none: "integers carry no gradient" },
  reshape: "all",
  after: ["x"],
  withGradient: { none: "its rule is the user's: src/ops/withGradient.test.ts" },
  transpose: "all",
  pad: "all",
  slice: "all",
  addBox: "all",
  concat: "all",
  gather: "all",
  scatterAdd: "all",
};

/*
 * In float64 a central difference errs by about step²/6 · f‴ + 2⁻⁵³ · |f| / step, here at most 1e-10 · 16 / 6 (log and
 * div at 0.5 have the largest f‴) + 1e-11 · |f|, and |f|, a sum over at most 600 outputs in (-8, 8), stays below 1e3.
 */
const tolerance = 1e-7;

const float64 = makeReferenceBackend({ precision: "f64" });

for (const [name, wanted] of Object.entries(differentiable)) {
  const cases = opCases[name as OpName];
  if (typeof wanted === "object" && "none" in wanted) continue;
  test(`${name} passes the finite-difference check`, () => {
    if ("skip" in cases) return expect.fail(`it has no cases: ${cases.skip}`);
    fc.assert(
      fc.property(printable(cases), (opCase) => checkGradients(opCase, wanted)),
      { numRuns: 40, seed: 1 },
    );
  });
}

function checkGradients(opCase: OpCase, wanted: "all" | readonly string[]): void {
  const inputs = opCase.inputs.filter(
    ({ name, type }) => type.dtype === "f32" && (wanted === "all" || wanted.includes(name)),
  );
  const { exact, numeric } = bothGradients(opCase, inputs);
  for (const [index, { name }] of inputs.entries()) {
    for (const [place, value] of exact[index]!.entries()) {
      const difference = Math.abs(value - numeric[index]![place]!);
      if (difference <= tolerance * Math.max(1, Math.abs(value))) continue;
      expect.fail(`d/d${name}[${place}] is ${value}, by differences ${numeric[index]![place]}`);
    }
  }
}

/** The gradients of a weighted sum of the outputs for some inputs, by the rules and by differences. */
function bothGradients(opCase: OpCase, inputs: readonly OpInput[]) {
  const values = opCase.inputs.map(({ name, type }) => input(name, type.shape, type.dtype));
  const loss = weightedSum(opCase.build(values).filter(({ type }) => type.dtype === "f32"));
  const wrt = inputs.map((own) => values[opCase.inputs.indexOf(own)]!);
  const run = (outputs: Record<string, Value>) => {
    const executable = float64.compile(makeGraph(outputs));
    for (const { name, data } of opCase.inputs) executable.inputs[name]?.set(data);
    executable.run();
    return executable;
  };
  const byRules = run(Object.fromEntries(gradients(loss, wrt).map((value, i) => [i, value])));
  const forward = run({ loss });
  return {
    exact: Object.values(byRules.outputs),
    numeric: finiteDifferences({
      evaluate: () => {
        forward.run();
        return forward.outputs.loss![0]!;
      },
      values: inputs.map(({ name }) => forward.inputs[name] as Float64Array),
    }),
  };
}

/** Every output element with a weight of its own: a plain sum would not see elements that change places. */
function weightedSum(outputs: readonly Value[]): Value {
  const sums = outputs.map((y, index) => {
    const { data } = signed("weights", shapeOf(y), index);
    return sum(mul(y, constant(Array.from(data), shapeOf(y))));
  });
  return sums.reduce((total, own) => add(total, own));
}
