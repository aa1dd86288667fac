import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Measurement } from "./measurement.ts";
import { readMeasurement, readMeasurementFile, writeMeasurement } from "./measurementFile.ts";

const measurement: Measurement = {
  readings: [
    { quantity: "size", layer: "f1", value: 0.1, low: 0, high: 1, chance: [0, 0.5] },
    { quantity: "size", of: "cat", value: null, reason: "there is none" },
  ],
  details: { bins: [1, 2] },
  arrays: { map: { dtype: "f32", shape: [2], data: Float32Array.of(1.5, -2) } },
};

async function written(own = measurement) {
  const folder = await mkdtemp(join(tmpdir(), "learnscope-"));
  const place = { folder, network: { epoch: 8 }, numbers: "abc" };
  await writeMeasurement(place, own);
  return { place, path: join(folder, "epoch-0008.json") };
}

test("readMeasurement() gives back what was written", async () => {
  const { place, path } = await written();
  expect(await readMeasurement(place)).toEqual(measurement);
  expect(await readMeasurementFile(path)).toEqual(measurement);
  const bare = { readings: [{ quantity: "size", value: 1 }] };
  expect(await readMeasurement((await written(bare)).place)).toEqual(bare);
});

test("readMeasurement() has nothing of another network, or of one that was not asked", async () => {
  const { place } = await written();
  expect(await readMeasurement({ ...place, numbers: "abd" })).toBeUndefined();
  expect(await readMeasurement({ ...place, network: { epoch: 9 } })).toBeUndefined();
  expect(await readMeasurement({ ...place, network: { untrained: 1 } })).toBeUndefined();
});

test("readMeasurement() has nothing of files that are not what was written", async () => {
  const arrays = await written();
  const file = arrays.path.replace(".json", ".safetensors");
  writeFileSync(file, readFileSync(file).fill(0, readFileSync(file).length - 4));
  expect(await readMeasurement(arrays.place)).toBeUndefined();
  await expect(readMeasurementFile(arrays.path)).rejects.toThrow(
    `its SHA-256 is not the one in "${arrays.path}", needs an unaltered file`,
  );
  rmSync(file);
  expect(await readMeasurement(arrays.place)).toBeUndefined();
  await expect(readMeasurementFile(arrays.path)).rejects.toThrow("it is not there");

  const json = await written();
  writeFileSync(json.path, '{"schema":1,"network":"abc"}');
  expect(await readMeasurement(json.place)).toBeUndefined();
});
