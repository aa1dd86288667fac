import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { gradients } from "../../src/autodiff/gradients.ts";
import type { Backend } from "../../src/backends/backend.ts";
import { shapeOf, type Value } from "../../src/graph/node.ts";
import { gru } from "../../src/nn/gru.ts";
import { type LstmState, lstm } from "../../src/nn/lstm.ts";
import type { RecurrentOptions } from "../../src/nn/recurrent.ts";
import { makeScope, type Scope } from "../../src/nn/scope.ts";
import { add } from "../../src/ops/add.ts";
import { input } from "../../src/ops/leaves.ts";
import { mul } from "../../src/ops/mul.ts";
import { reshape } from "../../src/ops/reshape.ts";
import { split, stack } from "../../src/ops/split.ts";
import { sum } from "../../src/ops/sum.ts";
import { everyBackend } from "../support/everyBackend.ts";
import { runOnce } from "../support/runOnce.ts";
import { distance } from "./distance.ts";
import { type FixtureFile, fixturesIn } from "./fixtureFiles.ts";

/** As a fraction of a tensor's largest element: golden.test.ts says why. */
const tolerance = 1e-5;
const hiddenSize = 6;

const fixtures = fixturesIn(fileURLToPath(new URL("fixtures/recurrent", import.meta.url)));

describe.each(everyBackend())("%s agrees with PyTorch", (_, backend) => {
  test.each(fixtures)("on $title: outputs, last states and all gradients", (fixture) => {
    const results = outputsAndGradients(fixture, backend);
    const compared = [...fixture.tensors.keys()].filter((name) => /^(output|gradient)/.test(name));
    expect(Object.keys(results).sort()).toEqual(compared.sort());
    for (const [name, own] of Object.entries(results)) {
      expect(distance(own, fixture.tensors, name), name).toBeLessThan(tolerance);
    }
  });
});

test("the fixtures hold both layers, stacked and in both directions", () => {
  expect(fixtures.map(({ title }) => title).sort()).toEqual([
    "gru",
    "gru-bidirectional",
    "lstm",
    "lstm-bidirectional",
  ]);
});

/** What the fixture holds under output/… and gradient/…, computed here. */
function outputsAndGradients({ tensors, metadata }: FixtureFile, backend: Backend) {
  const leaf = (name: string) => input(name, tensors.get(name)!.shape);
  const { scope, parameters, values } = makeScope({
    mode: "train",
    parameter: ({ name }) => leaf(`parameter/${name}`),
    buffer: ({ name }) => leaf(name),
  });
  const options = {
    hiddenSize,
    layers: Number(metadata.layers),
    bidirectional: metadata.bidirectional === "true",
  };
  const build = metadata.layer === "lstm" ? buildLstm : buildGru;
  const { given, outputs } = build(leaf, scope, options);
  const loss = Object.entries(outputs)
    .map(([name, y]) => sum(mul(y, leaf(`dy/${name}`))))
    .reduce((total, own) => add(total, own));
  const wrt = {
    ...given,
    ...Object.fromEntries(parameters.map(({ name }, index) => [name, values[index]!])),
  };
  const dxs = gradients(loss, Object.values(wrt));
  return runOnce(
    {
      ...Object.fromEntries(Object.entries(outputs).map(([name, y]) => [`output/${name}`, y])),
      ...Object.fromEntries(Object.keys(wrt).map((name, at) => [`gradient/${name}`, dxs[at]!])),
    },
    Object.fromEntries([...tensors].map(([name, { data }]) => [name, data])),
    backend,
  );
}

type Leaf = (name: string) => Value;

function buildLstm(leaf: Leaf, scope: Scope, options: RecurrentOptions<LstmState>) {
  const given = { x: leaf("x"), hidden: leaf("hidden"), cell: leaf("cell") };
  const cells = ofCells(given.cell);
  const initialStates = ofCells(given.hidden).map((hidden, at) => ({ hidden, cell: cells[at]! }));
  const { outputs: steps, last } = lstm(given.x, scope, { ...options, initialStates });
  const hidden = stack(last.map((state) => state.hidden));
  return { given, outputs: { steps, hidden, cell: stack(last.map(({ cell }) => cell)) } };
}

function buildGru(leaf: Leaf, scope: Scope, options: RecurrentOptions) {
  const given = { x: leaf("x"), hidden: leaf("hidden") };
  const initialStates = ofCells(given.hidden).map((hidden) => ({ hidden }));
  const { outputs: steps, last } = gru(given.x, scope, { ...options, initialStates });
  return { given, outputs: { steps, hidden: stack(last.map(({ hidden }) => hidden)) } };
}

/** Shape: [C, N, H] -> C times [N, H] */
function ofCells(states: Value): Value[] {
  const [count, ...shape] = shapeOf(states);
  return split(states, new Array<number>(count!).fill(1)).map((own) => reshape(own, shape));
}
