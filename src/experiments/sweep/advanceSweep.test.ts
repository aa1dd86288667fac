import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { madeUpEnvironment as environment } from "../../../test/support/madeUpRun.ts";
import { makeTemporaryFolder } from "../../../test/support/pictureFolder.ts";
import { RunFolder } from "../../runs/runFolder.ts";
import type { TrainingRequest } from "../trainingRequest.ts";
import { advanceSweep } from "./advanceSweep.ts";
import { type CellStatus, readCellStatus } from "./cellState.ts";
import type { CellOutcome, Runner } from "./runner.ts";
import { type SweepCell, sweepCells } from "./sweepCells.ts";
import { parseSweep } from "./sweepFile.ts";
import { makeCells } from "./sweepFolder.ts";

const file = {
  base: { model: "pooled-mlp", data: "generated-digits" },
  grid: { epochs: "1..3" },
  repeat: 2,
};

async function madeCells(): Promise<SweepCell[]> {
  const cells = await sweepCells(parseSweep(file, { path: "a.yaml", typed: {} }), {
    runs: makeTemporaryFolder(),
    note: () => {},
    settle: async (request: TrainingRequest) => request,
  });
  await makeCells(cells);
  return cells;
}

async function finish({ path }: SweepCell): Promise<void> {
  const folder = await RunFolder.open(path);
  await folder.record(async () => {}, { environment });
}

function runnerOf(run: (cell: SweepCell) => Promise<CellOutcome>, slots = 2): Runner {
  return { slots, run };
}

const { signal } = new AbortController();

test("advanceSweep() takes every cell to its end, as many at once as there is room", async () => {
  const cells = await madeCells();
  const ended: string[] = [];
  let now = 0;
  let most = 0;
  const runner = runnerOf(async (cell) => {
    most = Math.max(most, ++now);
    await finish(cell);
    now--;
    return { error: undefined };
  });
  await advanceSweep(cells, { runner, signal, onEnd: (_, { state }) => ended.push(state) });
  expect(ended).toEqual(Array(6).fill("done"));
  expect(most).toBe(2);
});

test("advanceSweep() leaves alone what is done meanwhile", async () => {
  const cells = await madeCells();
  await finish(cells[1]!);
  const begun: SweepCell[] = [];
  const runner = runnerOf(async (cell) => {
    begun.push(cell);
    return { error: undefined };
  });
  await advanceSweep(cells, { runner, signal });
  expect(begun).toHaveLength(5);
  expect(begun).not.toContain(cells[1]);
});

test("advanceSweep() writes down why a cell could not be begun, and goes on with the others", async () => {
  const cells = await madeCells();
  const runner = runnerOf(async (cell) => {
    if (cell === cells[0]) return { error: "Cannot begin" };
    await finish(cell);
    return { error: undefined };
  });
  await advanceSweep(cells, { runner, signal });
  const states = await Promise.all(cells.map(({ path }) => readCellStatus(path)));
  expect(states[0]).toMatchObject({ state: "failed", error: "Cannot begin" });
  expect(states.slice(1).every(({ state }) => state === "done")).toBe(true);
});

test("advanceSweep() goes on with the others where a cell's folder is gone", async () => {
  const cells = await madeCells();
  rmSync(cells[0]!.path, { recursive: true });
  const ended: (readonly [string, string | undefined])[] = [];
  const runner = runnerOf(async (cell) => {
    if (cell === cells[0]) return { error: "Cannot write there" };
    await finish(cell);
    return { error: undefined };
  });
  const onEnd = (_: SweepCell, { state, error }: CellStatus) => ended.push([state, error]);
  await advanceSweep(cells, { runner, signal, onEnd });
  expect(ended).toHaveLength(6);
  expect(ended).toContainEqual(["pending", "Cannot write there"]);
});

test("advanceSweep() waits for what was begun before it throws", async () => {
  const cells = await madeCells();
  let ended = 0;
  const runner = runnerOf(async (cell) => {
    if (cell === cells[0]) throw new Error("unforeseen");
    await finish(cell);
    ended++;
    return { error: undefined };
  });
  await expect(advanceSweep(cells, { runner, signal })).rejects.toThrow("unforeseen");
  expect(ended).toBe(5);
});

test("advanceSweep() begins nothing after it was aborted, and calls nothing failed for it", async () => {
  const cells = await madeCells();
  const controller = new AbortController();
  const runner = runnerOf(async () => {
    controller.abort();
    return { error: "Its process was ended by SIGINT" };
  }, 1);
  const ended: string[] = [];
  const onEnd = (_: SweepCell, { state }: { readonly state: string }) => ended.push(state);
  await advanceSweep(cells, { runner, signal: controller.signal, onEnd });
  expect(ended).toEqual(["pending"]);
});
