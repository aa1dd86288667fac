import { expect, test } from "vitest";
import { labelPairs } from "../../test/support/labelPairs.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import type { BatchRange } from "../data/feed/batchRanges.ts";
import { makeGraph } from "../graph/graph.ts";
import { input } from "../ops/leaves.ts";
import { showBatches } from "./showBatches.ts";

test("showBatches() shows as many examples at a time as there is room for", () => {
  const set = labelPairs(5);
  const graph = makeGraph({ seen: input("images", [2, 2, 3]) });
  const backend = makeReferenceBackend();
  const executable = backend.compile(graph, backend.makeStates({}));
  const told: BatchRange[] = [];
  const seen: number[] = [];
  showBatches(executable, set, (range) => {
    told.push(range);
    seen.push(...executable.outputs.seen!.subarray(0, 6 * (range.to - range.from)));
  });
  expect(told).toEqual([
    { from: 0, to: 2 },
    { from: 2, to: 4 },
    { from: 4, to: 5 },
  ]);
  expect(seen).toEqual([...new Float32Array(set.images.buffer)]);
});
