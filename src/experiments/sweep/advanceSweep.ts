import { RunFolder } from "../../runs/runFolder.ts";
import { type CellStatus, openStates, readCellStatus } from "./cellState.ts";
import type { Runner } from "./runner.ts";
import type { SweepCell } from "./sweepCells.ts";

export interface AdvanceSweepOptions {
  readonly runner: Runner;
  /** Ends the sweep: no cell is begun any more, and those under way end in good order. */
  readonly signal: AbortSignal;
  readonly onStart?: (cell: SweepCell) => void;
  readonly onEnd?: (cell: SweepCell, status: CellStatus) => void;
}

/**
 * Takes cells to their ends, as many at once as the runner has room for. One that fails does not keep the others.
 *
 * @throws {StorageError} when a cell's folder cannot be read
 */
export async function advanceSweep(
  cells: readonly SweepCell[],
  options: AdvanceSweepOptions,
): Promise<void> {
  const { runner, signal } = options;
  const waiting = [...cells];
  const work = async () => {
    for (let cell = waiting.shift(); cell && !signal.aborted; cell = waiting.shift()) {
      await advanceCell(cell, options);
    }
  };
  // What other cells have begun is waited for, whatever one of them ends with.
  const ends = await Promise.allSettled(Array.from({ length: runner.slots }, work));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

async function advanceCell(
  cell: SweepCell,
  { runner, signal, onStart, onEnd }: AdvanceSweepOptions,
): Promise<void> {
  // Another sweep may have come before.
  if (!isOpen(await readCellStatus(cell.path))) return;
  onStart?.(cell);
  const { error } = await runner.run(cell, signal);
  const status = await readCellStatus(cell.path);
  if (error === undefined || status.state !== "pending" || signal.aborted) {
    onEnd?.(cell, status);
  } else if (status.isMade) {
    await (await RunFolder.open(cell.path)).fail(error);
    onEnd?.(cell, await readCellStatus(cell.path));
  } else {
    onEnd?.(cell, { ...status, error });
  }
}

function isOpen({ state }: CellStatus): boolean {
  return openStates.some((open) => open === state);
}
