import type { SweepCell } from "./sweepCells.ts";

/**
 * Where cells of a sweep are taken to their ends: processes of this machine, or places elsewhere that see the same
 * folders. What became of a cell stands in its folder; a runner only says why it could not begin.
 */
export interface Runner {
  /** So many cells it takes at once. */
  readonly slots: number;
  /**
   * Works on a cell until that ends, however it ends. Where the signal is aborted, ends it in good order, so that it can
   * be gone on with.
   */
  run(cell: SweepCell, signal: AbortSignal): Promise<CellOutcome>;
}

/** How the work on a cell ended. */
export interface CellOutcome {
  /** Why it failed, in a sentence. */
  readonly error: string | undefined;
}
