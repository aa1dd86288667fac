import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { livelyNetwork, tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { DataError } from "../core/errors.ts";
import { linear } from "../nn/linear.ts";
import type { Network } from "../nn/network.ts";
import { flatten } from "../ops/reshape.ts";
import type { SoundCheckpoint } from "../runs/checkpoints.ts";
import { stateFileOf } from "../runs/paths.ts";
import { readWeightsState } from "../runs/weightsState.ts";
import { adam } from "./adam.ts";
import type { BestEpoch } from "./bestEpoch.ts";
import { loadCheckpoint, saveCheckpoint } from "./checkpoint.ts";
// Under its own name the linter takes it for a test that runs alone.
import { type FitOptions, fit as runFit } from "./fit.ts";
import { loadWeights } from "./loadWeights.ts";
import { rmsProp } from "./rmsProp.ts";
import { saveWeights } from "./saveWeights.ts";
import { sgd } from "./sgd.ts";
import type { KeptPoint } from "./trainingPoint.ts";

const options: FitOptions = {
  network: livelyNetwork,
  train: tinyImages(40),
  test: tinyImages(10, 1),
  backend: makeReferenceBackend(),
  optimiser: sgd(),
  learningRate: 0.1,
  epochs: 2,
  batchSize: 8,
  seed: 4,
};
const best: BestEpoch = { epoch: 1, metric: "test/accuracy", value: 0.1 + 0.2 };

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "learnscope-")), "epoch-0001-step-000002.safetensors");
});

/** Every point of a training, with one after its seventh step. */
async function pointsOf(own: Partial<FitOptions>): Promise<readonly KeptPoint[]> {
  const points: KeptPoint[] = [];
  let step = 0;
  await runFit({
    ...options,
    ...own,
    onStep: () => step++,
    isDue: () => step === 7,
    onPoint: async (point) => void points.push(point),
  });
  return points;
}

/** The checkpoint of a point, written and found sound. */
async function saved(point: KeptPoint, network: Network = livelyNetwork): Promise<SoundCheckpoint> {
  await saveCheckpoint(path, { network, seed: 4, point, best });
  const { epoch, sums } = point;
  return { path, epoch, step: sums.step, state: await readWeightsState(path) };
}

test.each<[string, Partial<FitOptions>]>([
  ["plain sgd", {}],
  ["momentum", { optimiser: sgd({ momentum: 0.9 }) }],
  ["adam", { optimiser: adam() }],
  ["rmsprop with averaged weights", { optimiser: rmsProp({ momentum: 0.5 }), averageDecay: 0.9 }],
  ["adam with averaged weights", { optimiser: adam(), averageDecay: 0.9 }],
  ["a network without buffers", { network: tinyNetwork, averageDecay: 0.5 }],
])("loadCheckpoint() gives back every point to the bit: %s", async (_, own) => {
  const points = await pointsOf(own);
  expect(points.map(({ epoch, sums }) => [epoch, sums.step])).toEqual([
    [0, 0],
    [1, 0],
    [1, 2],
    [2, 0],
  ]);
  for (const point of points) {
    const checkpoint = await saved(point, own.network);
    expect(await loadCheckpoint(own.network ?? livelyNetwork, checkpoint)).toEqual(point);
    expect(checkpoint.state.training?.best).toEqual(best);
  }
});

test("loadCheckpoint() gives back what a training goes on with to the same bits", async () => {
  const own = { ...options, optimiser: adam(), averageDecay: 0.9 };
  const whole = await runFit(own);
  const [, , within] = await pointsOf(own);
  const from = await loadCheckpoint(livelyNetwork, await saved(within!));
  const rest = await runFit({ ...own, from });
  expect(rest).toEqual({ ...whole, history: whole.history.slice(2) });
});

test("saveCheckpoint() writes a file of weights: the network as it is tested", async () => {
  const { numbers } = (await pointsOf({ averageDecay: 0.9 }))[2]!;
  await saved((await pointsOf({ averageDecay: 0.9 }))[2]!);
  const loaded = await loadWeights(livelyNetwork, path, { seed: 0 });
  expect(loaded.numbers).toEqual(numbers);
});

test("saveCheckpoint() writes the same bytes for the same point, and nothing of the day", async () => {
  const bytes = async () => {
    const [, point] = await pointsOf({ optimiser: adam() });
    await saved(point!);
    return [path, stateFileOf(path)].map((file) => readFileSync(file, "utf8"));
  };
  expect(await bytes()).toEqual(await bytes());
});

test("saveCheckpoint() keeps numbers that JSON and text would lose", async () => {
  const [, point] = await pointsOf({ optimiser: adam() });
  const sums = { ...point!.sums, step: 3, loss: 0.1 + 0.2, seconds: 1 / 3, waited: 5e-324 };
  const odd = Float32Array.of(-0, 1e-45, 3.4028234663852886e38, Number.NaN, -Infinity);
  const states = { ...point!.states, odd };
  const loaded = await loadCheckpoint(livelyNetwork, await saved({ ...point!, sums, states }));
  expect(loaded.sums).toEqual(sums);
  expect(loaded.states.odd).toEqual(odd);
  expect(Object.is(loaded.states.odd![0], -0)).toBe(true);
});

test("loadCheckpoint() refuses weights alone", async () => {
  const { numbers } = (await pointsOf({}))[1]!;
  await saveWeights(path, { network: livelyNetwork, numbers, seed: 4, epoch: 1 });
  const state = await readWeightsState(path);
  await expect(loadCheckpoint(livelyNetwork, { path, epoch: 1, step: 0, state })).rejects.toThrow(
    new DataError(
      `Cannot go on from "${path}": it holds weights alone, needs a checkpoint of a training`,
    ),
  );
});

test("loadCheckpoint() refuses a checkpoint of another network", async () => {
  const wider: Network = {
    ...livelyNetwork,
    build: (x, scope) => linear(flatten(x), scope.child("fc"), { outFeatures: 3 }),
  };
  const checkpoint = await saved((await pointsOf({}))[1]!);
  await expect(loadCheckpoint(wider, checkpoint)).rejects.toThrow(
    `Cannot load "${path}" into "lively": 2 missing ("fc.weight", "fc.bias"); 8 unexpected ("norm.weight", "norm.bias", "f1.weight", …)`,
  );
});

test("loadCheckpoint() refuses a file that was cut off after it was looked at", async () => {
  const checkpoint = await saved((await pointsOf({ optimiser: adam() }))[1]!);
  truncateSync(path, readFileSync(path).length - 4);
  await expect(loadCheckpoint(livelyNetwork, checkpoint)).rejects.toThrow(DataError);
});

test("readWeightsState() finds any altered byte of a checkpoint", async () => {
  await saved((await pointsOf({ optimiser: adam() }))[2]!);
  for (const file of [path, stateFileOf(path)]) {
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; at += 37) {
      const altered = Buffer.from(bytes);
      altered[at]! ^= 1;
      writeFileSync(file, altered);
      await expect(readWeightsState(path)).rejects.toThrow(DataError);
    }
    writeFileSync(file, bytes);
  }
  expect((await readWeightsState(path)).epoch).toBe(1);
});
