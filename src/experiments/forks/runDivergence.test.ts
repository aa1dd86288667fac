import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tinyImages, tinyNetwork } from "../../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../../backends/reference/reference.ts";
import { DataError, UsageError } from "../../core/errors.ts";
import { initialNumbers, type Network } from "../../nn/network.ts";
import { checkpointPath } from "../../runs/checkpoints.ts";
import { saveWeights } from "../../train/saveWeights.ts";
import { runDivergence } from "./runDivergence.ts";

const backend = makeReferenceBackend();
const images = tinyImages(20);

/** A run's folder with checkpoints: the weights of each are those that the initialisers draw from its number. */
async function runWith(
  drawnBy: Readonly<Record<number, number>>,
  network: Network = tinyNetwork,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "learnscope-"));
  for (const [epoch, seed] of Object.entries(drawnBy)) {
    const place = { epoch: Number(epoch), step: 0 };
    const numbers = initialNumbers(network, seed);
    await saveWeights(checkpointPath(folder, place), { network, numbers, seed: 0, ...place });
  }
  return folder;
}

function compare(first: string, second: string, from: number) {
  return runDivergence({ first, second, from, network: tinyNetwork, test: images, backend });
}

test("runDivergence() compares at the epochs that both have, from the fork on", async () => {
  const first = await runWith({ 0: 1, 2: 2, 3: 3, 4: 4, 8: 5 });
  const second = await runWith({ 2: 2, 4: 8, 5: 8, 8: 5 });
  const points = await compare(first, second, 2);
  expect(points.map(({ epoch }) => epoch)).toEqual([2, 4, 8]);
  const same = { flipped: 0, lost: 0, gained: 0 };
  expect(points[0]).toMatchObject({ ...same, weights: { distance: null, cosine: null } });
  expect(points[2]).toMatchObject({ ...same, weights: { distance: 0 } });
  const { testAccuracy, weights, flipped, lost, gained, layers } = points[1]!;
  expect(testAccuracy.second - testAccuracy.first).toBeCloseTo(gained - lost, 12);
  expect(flipped).toBeGreaterThan(0);
  expect(weights.distance).toBeGreaterThan(0.3);
  expect(layers.map(({ layer }) => layer)).toEqual(["f1", "logits"]);
  for (const { value } of layers) expect(value).toBeLessThan(0.99);
  for (const { value } of points[2]!.layers) expect(value).toBeCloseTo(1, 10);
});

test("runDivergence() refuses runs without the epoch that they are seen from", async () => {
  const [first, second] = [await runWith({ 0: 1, 4: 2 }), await runWith({ 4: 2 })];
  await expect(compare(first, second, 0)).rejects.toThrow(
    new UsageError(
      `Cannot compare "${first}" and "${second}": one of them has no checkpoint of epoch 0, needs both`,
    ),
  );
});

test("runDivergence() refuses another network, and damaged checkpoints", async () => {
  const first = await runWith({ 1: 1 });
  const other = await runWith({ 1: 1 }, { ...tinyNetwork, name: "other" });
  const path = checkpointPath(other, { epoch: 1, step: 0 });
  await expect(compare(first, other, 1)).rejects.toThrow(
    new DataError(
      `Cannot compare "${path}": its network is another, needs "tiny" with the same options and normalisation`,
    ),
  );
  const damaged = checkpointPath(first, { epoch: 1, step: 0 });
  const bytes = readFileSync(damaged);
  bytes[bytes.length - 3]! ^= 1;
  writeFileSync(damaged, bytes);
  await expect(compare(first, await runWith({ 1: 1 }), 1)).rejects.toThrow(
    `Cannot read "${damaged}": its SHA-256 is `,
  );
});
