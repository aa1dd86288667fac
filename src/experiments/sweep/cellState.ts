import { join } from "node:path";
import { messageOf } from "../../core/messageOf.ts";
import { runFiles } from "../../runs/paths.ts";
import { isReadable, namesIn } from "../../runs/readFile.ts";
import { type RunState, type RunStatus, readStatus } from "../../runs/status.ts";

/** What becomes of a cell; `damaged` is one whose status cannot be read, and `running` one that a process holds. */
export type CellState = RunState | "damaged";

/** How far a cell is, as its folder has it. */
export interface CellStatus {
  readonly state: CellState;
  /** Whether its folder is there. */
  readonly isMade: boolean;
  readonly error?: string | undefined;
  readonly progress?: RunStatus["progress"];
  readonly metrics?: RunStatus["metrics"];
}

/** States in which a cell is not left alone. */
export const openStates = ["pending", "stale", "interrupted", "failed"] as const;

/**
 * The state of a cell; one whose folder is not there, or no longer, is pending.
 *
 * @throws {StorageError} when its folder cannot be read
 */
export async function readCellStatus(path: string): Promise<CellStatus> {
  const isMade =
    (await isReadable(join(path, runFiles.status))) || (await namesIn(path)).length > 0;
  if (!isMade) return { state: "pending", isMade };
  try {
    const { state, error, progress, metrics } = await readStatus(path);
    return { state, isMade, error, progress, metrics };
  } catch (error) {
    const reason = messageOf(error);
    return { state: "damaged", isMade, error: reason };
  }
}
