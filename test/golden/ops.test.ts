import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { gradients } from "../../src/autodiff/gradients.ts";
import type { Backend } from "../../src/backends/backend.ts";
import { nameOf } from "../../src/graph/graph.ts";
import type { Value } from "../../src/graph/node.ts";
import { abs } from "../../src/ops/abs.ts";
import { add } from "../../src/ops/add.ts";
import { binaryCrossEntropy } from "../../src/ops/binaryCrossEntropy.ts";
import { clip } from "../../src/ops/clip.ts";
import { crossEntropy } from "../../src/ops/crossEntropy.ts";
import { cumsum } from "../../src/ops/cumsum.ts";
import { elu } from "../../src/ops/elu.ts";
import { gelu } from "../../src/ops/gelu.ts";
import { hardSigmoid, hardSwish } from "../../src/ops/hardSwish.ts";
import { leakyRelu } from "../../src/ops/leakyRelu.ts";
import { input } from "../../src/ops/leaves.ts";
import { greater, less } from "../../src/ops/less.ts";
import { greaterEqual, lessEqual } from "../../src/ops/lessEqual.ts";
import { max, min } from "../../src/ops/max.ts";
import { maximum, minimum } from "../../src/ops/maximum.ts";
import { meanSquaredError } from "../../src/ops/meanSquaredError.ts";
import { mul } from "../../src/ops/mul.ts";
import { pow, rsqrt, sqrt } from "../../src/ops/pow.ts";
import { silu } from "../../src/ops/silu.ts";
import { softplus } from "../../src/ops/softplus.ts";
import { stopGradient } from "../../src/ops/stopGradient.ts";
import { sum } from "../../src/ops/sum.ts";
import { toFloat } from "../../src/ops/toFloat.ts";
import { standardDeviation, variance } from "../../src/ops/variance.ts";
import { where } from "../../src/ops/where.ts";
import { everyBackend } from "../support/everyBackend.ts";
import { runOnce } from "../support/runOnce.ts";
import { distance } from "./distance.ts";
import { type FixtureFile, fixturesIn } from "./fixtureFiles.ts";
import { normBuilds } from "./normBuilds.ts";
import { spatialBuilds } from "./spatialBuilds.ts";

type Build = (...inputs: Value[]) => Value | readonly Value[];

/** The operations as here called what makeOpFixtures.py calls in PyTorch, under the same names. */
const builds: Readonly<Record<string, Build>> = {
  abs: (x) => abs(x),
  ...normBuilds,
  ...spatialBuilds,
  clip: (x) => clip(x, -0.5, 0.75),
  "clip-at-bounds": (x) => clip(x, 0, 6),
  binaryCrossEntropy: (logits, target) => binaryCrossEntropy(logits, target),
  crossEntropy: (logits, labels) => crossEntropy(logits, labels),
  "crossEntropy-smoothed": (logits, labels) =>
    crossEntropy(logits, labels, { labelSmoothing: 0.2 }),
  "crossEntropy-weighted": (logits, labels) =>
    crossEntropy(logits, labels, { classWeights: [1, 0.5, 0, 2, 1, 3] }),
  "crossEntropy-both": (logits, labels) =>
    crossEntropy(logits, labels, { labelSmoothing: 0.2, classWeights: [1, 0.5, 0, 2] }),
  cumsum: (x) => cumsum(x, 1),
  "cumsum-reverse": (x) => cumsum(x, 0, { reverse: true }),
  elu: (x) => elu(x),
  "elu-alpha": (x) => elu(x, 0.5),
  gelu: (x) => gelu(x),
  greater: (a, b) => greater(a, b),
  greaterEqual: (a, b) => greaterEqual(a, b),
  hardSigmoid: (x) => hardSigmoid(x),
  hardSwish: (x) => hardSwish(x),
  leakyRelu: (x) => leakyRelu(x, 0.1),
  less: (a, b) => less(a, b),
  lessEqual: (a, b) => lessEqual(a, b),
  "max-ties": (x) => max(x, [1]),
  maximum: (a, b) => maximum(a, b),
  "maximum-ties": (a, b) => maximum(a, b),
  meanSquaredError: (x, target) => meanSquaredError(x, target),
  min: (x) => min(x, [0, 2]),
  "min-ties": (x) => min(x, [1], true),
  minimum: (a, b) => minimum(a, b),
  "minimum-ties": (a, b) => minimum(a, b),
  pow: (x) => pow(x, 2.5),
  "pow-negative": (x) => pow(x, -1),
  "pow-whole": (x) => pow(x, 3),
  rsqrt: (x) => rsqrt(x),
  silu: (x) => silu(x),
  softplus: (x) => softplus(x),
  sqrt: (x) => sqrt(x),
  standardDeviation: (x) => standardDeviation(x, [0, 2], { correction: 1 }),
  stopGradient: (x) => mul(x, stopGradient(x)),
  variance: (x) => variance(x, [0, 2, 3], { keepDims: true }),
  "variance-corrected": (x) => variance(x, undefined, { correction: 1 }),
  where: (condition, a, b) => where(toFloat(condition), a, b),
};

/** As a fraction of a tensor's largest element: golden.test.ts says why. */
const tolerance = 1e-5;

const fixtures = fixturesIn(fileURLToPath(new URL("fixtures/ops", import.meta.url)));

test("every fixture of an operation is compared with, and every comparison has its fixture", () => {
  expect(fixtures.map(({ title }) => title).sort()).toEqual(Object.keys(builds).sort());
});

describe.each(everyBackend())("%s agrees with PyTorch", (_, backend) => {
  test.each(fixtures)("on $title, forward and gradient", (fixture) => {
    const results = outputsAndGradients(fixture, backend);
    const compared = [...fixture.tensors.keys()].filter((name) => /^(output|gradient)/.test(name));
    expect(Object.keys(results).sort()).toEqual(compared.sort());
    for (const [name, own] of Object.entries(results)) {
      expect(distance(own, fixture.tensors, name), name).toBeLessThan(tolerance);
    }
  });
});

/** What the fixture holds under output/… and gradient/…, computed here. */
function outputsAndGradients({ title, tensors }: FixtureFile, backend: Backend) {
  const leaves = leavesOf(tensors, "input");
  const outputs = [builds[title]!(...leaves)].flat();
  const dys = leavesOf(tensors, "dy");
  const loss = outputs
    .map((y, index) => sum(mul(y, dys[index]!)))
    .reduce((total, own) => add(total, own));
  const wrt = [...leaves.keys()].filter((index) => tensors.has(`gradient/${index}`));
  const dxs =
    wrt.length === 0
      ? []
      : gradients(
          loss,
          wrt.map((index) => leaves[index]!),
        );
  return runOnce(
    {
      ...Object.fromEntries(outputs.map((y, index) => [`output/${index}`, y])),
      ...Object.fromEntries(dxs.map((dx, place) => [`gradient/${wrt[place]}`, dx])),
    },
    Object.fromEntries([...tensors].map(([name, { data }]) => [name, data])),
    backend,
  );
}

/** The tensors kind/0, kind/1, … as inputs of a graph. */
function leavesOf(tensors: FixtureFile["tensors"], kind: string): Value[] {
  const named = [...tensors].filter(([name]) => name.startsWith(`${kind}/`));
  return named
    .map(([name, { shape, dtype }]) => input(name, shape, dtype))
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}
