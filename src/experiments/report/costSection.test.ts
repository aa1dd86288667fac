import { expect, test } from "vitest";
import { costSection, costTable } from "./costSection.ts";

const costs = [
  {
    probe: "cka",
    hash: "0a",
    name: "cka (count=8)",
    measurements: 8,
    seconds: 24,
    bytes: 3 * 2 ** 20,
  },
  { probe: "accuracy", hash: "0b", name: "accuracy", measurements: 5, seconds: 1, bytes: 100 },
];

test("costTable() tells time, time each, share of training and probes together, and memory", () => {
  expect(costTable(costs, 75).rows).toEqual([
    ["cka (count=8)", "8", "24.0 s", "3.00 s", "24.0%", "3.0 MiB"],
    ["accuracy", "5", "1.00 s", "0.20 s", "1.0%", "100 B"],
  ]);
});

test("costSection() sums up, and is none where nothing was asked", () => {
  const history = [{ epoch: 0 }, { epoch: 1, "time/epoch-seconds": 75 }];
  const [section] = costSection(costs, history);
  expect(section!.paragraphs[0]).toMatch(
    /^Training took 75\.0 s, tests and checkpoints not counted, and the probes 25\.0 s\. /,
  );
  expect(costSection([], history)).toEqual([]);
});

test("costSection() tells what failed, and what the budget had no room for", () => {
  const gap = { probe: "cka", hash: "0a", epoch: 1 };
  const gaps = [gap, { ...gap, epoch: 2 }, { ...gap, probe: "mine", reason: "it is late" }];
  const [section] = costSection([], [], gaps);
  expect(section!.paragraphs.slice(1)).toEqual([
    "What failed: mine failed after epoch 1: it is late.",
    "Left out for the budget, with the epochs: cka after 1, 2. The budget is of the time of training with its tests and checkpoints.",
  ]);
});
