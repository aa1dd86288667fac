import { setImmediate } from "node:timers/promises";
import { DataError, UsageError } from "../../core/errors.ts";
import { checkpointOf, listCheckpoints } from "../../runs/checkpoints.ts";
import { loadWeights } from "../../train/loadWeights.ts";
import { type AskedNetwork, type AskingRun, askedNetwork, askNetwork } from "./askNetwork.ts";
import { failureReason, isMistake } from "./failureReason.ts";
import type { PlannedProbe } from "./planProbes.ts";
import { untrainedCount, untrainedNetworks } from "./untrainedNetworks.ts";

export interface AskRunOptions {
  /** The epochs whose checkpoints are asked; all that there are where nothing is said. */
  readonly epochs?: readonly number[] | undefined;
  readonly learningRateAt: (epoch: number) => number;
  /** Ends the asking after the measurement under way; what was measured is kept. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (done: number, of: number) => void;
}

/** How many answers were there already, and how many were measured. */
export interface AskedRun {
  readonly known: number;
  readonly measured: number;
}

/**
 * Asks a run what a probe asks, over all its checkpoints at the ends of epochs; answers are kept in the run's folder.
 *
 * @throws {UsageError} when the run has no such checkpoint, or none at all
 * @throws {DataError | StorageError} when a checkpoint is damaged, or an answer cannot be kept
 */
export async function askRun(
  planned: PlannedProbe,
  run: AskingRun,
  { epochs, learningRateAt, signal, onProgress }: AskRunOptions,
): Promise<AskedRun> {
  const checkpoints = (await listCheckpoints(run.folder)).filter(({ step }) => step === 0);
  const wanted = epochs ?? checkpoints.map(({ epoch }) => epoch);
  if (wanted.length === 0) {
    throw new UsageError(
      `Cannot ask "${run.folder}": it has no checkpoint at the end of an epoch, needs a run that was begun`,
    );
  }
  const counts = { known: 0, measured: 0 };
  const { untrained } = planned.probe;
  const all = wanted.length + (untrained ? untrainedCount : 0);
  const ask = async (asked: AskedNetwork) => {
    signal?.throwIfAborted();
    const { isNew } = await askNetwork(planned, asked, run).catch((error: unknown) => {
      throw namedError(planned, error);
    });
    counts[isNew ? "measured" : "known"]++;
    onProgress?.(counts.known + counts.measured, all);
    await setImmediate();
  };
  for (const epoch of wanted) {
    const { path, state } = await checkpointOf(run.folder, epoch);
    const { numbers } = await loadWeights(run.network, path, { seed: state.seed });
    await ask(askedNetwork({ epoch }, numbers, learningRateAt(epoch)));
  }
  for (const own of untrained ? untrainedNetworks(run.network) : []) {
    const { untrained: number, numbers } = own;
    await ask(askedNetwork({ untrained: number }, numbers, learningRateAt(0)));
  }
  return counts;
}

/** A mistake in a probe's own code does not say whose it is. */
function namedError({ probe, file }: PlannedProbe, error: unknown): unknown {
  if (!isMistake(error)) return error;
  return new DataError(`Cannot ask "${probe.id}": it failed: ${failureReason(error, file)}`, {
    cause: error,
  });
}
