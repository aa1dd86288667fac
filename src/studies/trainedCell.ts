import { DataError } from "../core/errors.ts";
import { checkpointOf, listCheckpoints } from "../runs/checkpoints.ts";
import { loadCheckpoint } from "../train/checkpoint.ts";
import { networkOf } from "./networkOf.ts";
import type { Cell, NetworkAtEpoch, TrainedNetwork } from "./study.ts";

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
      `Cannot use what "${id}" of "${study}" has learned: it is not done, needs to stand before in the grid`,
    );
  }
  const network = networkOf(found.cell);
  const { numbers } = await loadCheckpoint(network, await checkpointOf(found.folder, "last"));
  return { network, numbers };
}

/**
 * A cell's network at every epoch whose checkpoint is kept, the first one first.
 *
 * @throws {StorageError | DataError} when a checkpoint cannot be read or is damaged
 */
export async function* epochsOfCell(cell: Cell, folder: string): AsyncGenerator<NetworkAtEpoch> {
  const network = networkOf(cell);
  for (const { epoch, step } of await listCheckpoints(folder)) {
    if (step > 0) continue;
    const { numbers } = await loadCheckpoint(network, await checkpointOf(folder, epoch));
    yield { epoch, numbers };
  }
}
