import { expect, test } from "vitest";
import type { Ladder } from "../runs/checkpoints.ts";
import { checkpointsSize } from "./checkpointsSize.ts";
import type { Cell } from "./study.ts";

const cell: Cell = {
  id: "a",
  network: "pooled-mlp",
  options: {},
  seed: 0,
  learningRate: 0.1,
  momentum: 0,
  epochs: 0,
  batchSize: 1,
  factors: {},
};

/** With no epoch there is the untrained network's, and room for three more. */
const one = checkpointsSize(cell, "log2") / 4;

test.each<[Ladder, number, number]>([
  ["log2", 8, 5 + 1 + 3],
  ["every", 8, 9 + 3],
  ["last", 8, 1 + 3],
  ["last", 1_000_000_000, 1 + 3],
])(
  "checkpointsSize() counts what %s keeps of %i epochs, the best, and three within an epoch",
  (ladder, epochs, count) => {
    expect(checkpointsSize({ ...cell, epochs }, ladder) / one).toBeCloseTo(count, 9);
  },
);
