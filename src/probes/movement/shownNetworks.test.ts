import { expect, test } from "vitest";
import type { ProbePoint } from "../../probing/measurement.ts";
import { runsOf } from "../../probing/runsOf.ts";
import { shownNetworks } from "./shownNetworks.ts";

function pointsOf(run: string, seed: number, epochs: readonly number[], group?: string) {
  return epochs.map((epoch): ProbePoint => ({ run, seed, epoch, group, readings: [] }));
}

test("runsOf() has the points of each run by epoch, and adds seeds where names are the same", () => {
  const points = [...pointsOf("a", 0, [2, 0]), ...pointsOf("b", 1, [0]), ...pointsOf("b", 2, [0])];
  const runs = runsOf(points);
  expect(runs.map(({ name }) => name)).toEqual(["a", "b, seed 1", "b, seed 2"]);
  expect(runs[0]!.points.map(({ epoch }) => epoch)).toEqual([0, 2]);
});

test("shownNetworks() of one run are some epochs, the first and the last among them", () => {
  const shown = shownNetworks(pointsOf("a", 0, [0, 1, 2, 4, 8, 16, 20]));
  expect(shown.map(({ name }) => name)).toEqual(["epoch 0", "epoch 2", "epoch 8", "epoch 20"]);
  expect(shownNetworks(pointsOf("a", 0, [3])).map(({ name }) => name)).toEqual(["epoch 3"]);
});

test("shownNetworks() of several runs are their last epochs, seeds of a group together", () => {
  const shown = shownNetworks([
    ...pointsOf("a-0", 0, [0, 4], "a"),
    ...pointsOf("a-1", 1, [0, 4], "a"),
    ...pointsOf("b", 0, [0, 2]),
  ]);
  expect(shown.map(({ name, points }) => [name, points.map(({ epoch }) => epoch)])).toEqual([
    ["a", [4, 4]],
    ["b", [2]],
  ]);
});
