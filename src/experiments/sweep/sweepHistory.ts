import { join } from "node:path";
import { type LogLine, readLog } from "../../runs/metricsLog.ts";
import { runFiles } from "../../runs/paths.ts";
import { readJson } from "../../runs/readFile.ts";
import { dataLine } from "../../studies/dataLine.ts";
import { trainKeys } from "../trainKeys.ts";
import type { SweepCell } from "./sweepCells.ts";
import type { Sweep } from "./sweepFile.ts";
import type { CellResult } from "./sweepResults.ts";

/** A cell that is done, with the metrics of all its epochs. */
export interface CellHistory {
  readonly cell: SweepCell;
  readonly history: readonly LogLine[];
}

/**
 * What was logged of the cells that are done.
 *
 * @throws {StorageError | DataError} when a log cannot be read or is damaged
 */
export async function readHistories(results: readonly CellResult[]): Promise<CellHistory[]> {
  const histories: CellHistory[] = [];
  for (const { cell, status } of results) {
    if (status.state !== "done") continue;
    histories.push({ cell, history: await readLog(join(cell.path, runFiles.metrics)) });
  }
  return histories;
}

/**
 * What is to be said of the data of cells that are done: a line for each data set.
 *
 * @throws {StorageError | DataError} when what their folders say of them cannot be read
 */
export async function dataLines(histories: readonly CellHistory[]): Promise<readonly string[]> {
  const lines = new Set<string>();
  for (const { cell } of histories) {
    const { title, note, trainCount, testCount } = await readJson(
      join(cell.path, runFiles.dataset),
    );
    lines.add(
      dataLine({
        title: String(title),
        note: String(note ?? ""),
        trainCount: Number(trainCount),
        testCount: Number(testCount),
      }),
    );
  }
  return [...lines];
}

/** Says which data took the place of the usual ones, where nobody named any and those are not there; else empty. */
export function otherDataOf({ base }: Sweep, histories: readonly CellHistory[]): string {
  const usual = trainKeys.data.default;
  const other = histories.find(({ cell: { point, request } }) => {
    return !("data" in base || "data" in point) && request.settings.data !== usual;
  });
  return other ? `Measured on ${other.cell.request.settings.data} instead of ${usual}.` : "";
}
