import { DataError } from "../core/errors.ts";
import { checkpointOf, isOnLadder, listCheckpoints } from "../runs/checkpoints.ts";
import { loadCheckpoint } from "../train/checkpoint.ts";
import { networkOf } from "./networkOf.ts";
import type { Cell, NetworkAtEpoch, TrainedNetwork } from "./study.ts";
import { usualCheckpoints } from "./trainCell.ts";

/** A cell, and where its run lies. */
export interface PlacedCell {
  readonly cell: Cell;
  readonly folder: string;
}

/**
 * What a cell of a study has learned, of those that are done.
 *
 * @throws {DataError} when none of them has that id, or its last checkpoint is gone or damaged
 * @source own design: what other trainings need of a cell is read from its checkpoint, so that it is the same when a study
 * goes on after a break
 */
export async function trainedCell(
  study: string,
  id: string,
  done: ReadonlyMap<string, PlacedCell>,
): Promise<TrainedNetwork> {
  const found = done.get(id);
  if (!found) {
    throw new DataError(
      `Cannot use what "${id}" of "${study}" has learned: it is not done, needs to stand earlier in the grid`,
    );
  }
  const network = networkOf(found.cell);
  const { numbers } = await loadCheckpoint(network, await checkpointOf(found.folder, "last"));
  return { network, numbers };
}

/**
 * A cell's network at the epochs 0, 1, 2, 4, 8… and the last, the first one first.
 *
 * @throws {StorageError | DataError} when a checkpoint cannot be read or is damaged
 */
export async function* epochsOfCell(cell: Cell, folder: string): AsyncGenerator<NetworkAtEpoch> {
  const network = networkOf(cell);
  const { ladder } = usualCheckpoints;
  for (const { epoch, step } of await listCheckpoints(folder)) {
    // The best epoch's is kept too, but each training has another best epoch.
    if (step > 0 || !(isOnLadder(ladder, epoch) || epoch === cell.epochs)) continue;
    const { numbers } = await loadCheckpoint(network, await checkpointOf(folder, epoch));
    yield { epoch, numbers };
  }
}
