import { DataError, UsageError } from "../../core/errors.ts";
import type { GivenSettings } from "../../core/settings.ts";
import { needs } from "../../core/suggest.ts";
import {
  checkpointOf,
  listCheckpoints,
  type SoundCheckpoint,
  type WhichCheckpoint,
} from "../../runs/checkpoints.ts";
import { type Manifest, readManifest } from "../../runs/manifest.ts";
import { readRequest } from "../readRequest.ts";
import { type ForkRequest, forkRequest } from "./forkRequest.ts";

/** A fork that could be made: nothing has been written yet. */
export interface ForkPlan extends ForkRequest {
  readonly parent: {
    /** The folder, as it was named. */
    readonly run: string;
    readonly manifest: Manifest;
    readonly checkpoint: SoundCheckpoint;
  };
}

export interface PlanForkOptions {
  readonly which: WhichCheckpoint;
  /** What is to be otherwise than in the parent. */
  readonly given: GivenSettings;
  readonly note: (line: string) => void;
}

/**
 * What a fork of a run would be, from one of its checkpoints on.
 *
 * @throws {UsageError} when the run is no training, has no such checkpoint, or a key cannot be changed so
 * @throws {StorageError | DataError} when the run's files cannot be read or are damaged
 */
export async function planFork(
  run: string,
  { which, given, note }: PlanForkOptions,
): Promise<ForkPlan> {
  const manifest = await readManifest(run);
  if (manifest.kind !== "training") {
    throw new UsageError(`Cannot fork "${run}": it is a study, needs a training`);
  }
  const asked = forkRequest(await readRequest(run, note), given, { run, note });
  const checkpoint = await checkpointOf(run, which);
  const { epoch, step, path, state } = checkpoint;
  if (!state.training) {
    throw new DataError(
      `Cannot fork "${path}": it holds weights alone, needs a checkpoint of a training`,
    );
  }
  if (step > 0) {
    const ends = (await listCheckpoints(run)).filter((own) => own.step === 0);
    const known = ends.map((own) => `@${own.epoch}`);
    throw new UsageError(
      `Cannot fork "${run}" at its last checkpoint: that lies within an epoch, ${needs("", known)}`,
    );
  }
  const { epochs } = asked.request.settings;
  if (epochs <= epoch) {
    throw new UsageError(
      `Cannot fork "${run}" at epoch ${epoch}: epochs is ${epochs}, needs more than ${epoch}`,
    );
  }
  return { ...asked, parent: { run, manifest, checkpoint } };
}
