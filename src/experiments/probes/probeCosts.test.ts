import { appendFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCosts, writeCost } from "./probeCosts.ts";

const cost = { probe: "cka", hash: "a", network: "epoch-0001", seconds: 1, bytes: 100 };

test("readCosts() adds up what each probe took, the dearest first", async () => {
  const run = mkdtempSync(join(tmpdir(), "learnscope-"));
  expect(await readCosts(run)).toEqual([]);
  await writeCost(run, cost);
  await writeCost(run, { ...cost, probe: "two-nn", hash: "b", seconds: 5, bytes: 7 });
  await writeCost(run, { ...cost, network: "untrained-1", seconds: 2, bytes: 50 });
  expect(await readCosts(run)).toEqual([
    { probe: "two-nn", hash: "b", name: "two-nn", measurements: 1, seconds: 5, bytes: 7 },
    { probe: "cka", hash: "a", name: "cka", measurements: 2, seconds: 3, bytes: 100 },
  ]);
});

test("readCosts() passes over a line that was cut off", async () => {
  const run = mkdtempSync(join(tmpdir(), "learnscope-"));
  await writeCost(run, cost);
  appendFileSync(join(run, "probes", "costs.jsonl"), '{"probe":"cka","ha');
  expect(await readCosts(run)).toMatchObject([{ measurements: 1 }]);
});
