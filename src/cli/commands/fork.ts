import { join } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { resolveSettings } from "../../core/settings.ts";
import { runsKeys } from "../../experiments/commonKeys.ts";
import { changesText, forkDivergence } from "../../experiments/forks/forkDivergence.ts";
import { forkKeys } from "../../experiments/forks/forkRequest.ts";
import { type MadeFork, makeFork } from "../../experiments/forks/makeFork.ts";
import { type ForkPlan, planFork } from "../../experiments/forks/planFork.ts";
import { cellOf, prepareTraining } from "../../experiments/prepareTraining.ts";
import { planTrainingProbes } from "../../experiments/probes/planTrainingProbes.ts";
import { partOf } from "../../experiments/resolveParts.ts";
import { configurationOf } from "../../experiments/trainingRequest.ts";
import { parseCheckpointReference } from "../../runs/checkpoints.ts";
import { findRun } from "../../runs/findRuns.ts";
import { requireSpace } from "../../storage/freeSpace.ts";
import { checkpointsSize } from "../../studies/checkpointsSize.ts";
import { advanceRuns } from "../advanceRuns.ts";
import type { Call, Command, Outcome } from "../command.ts";
import { dryRun } from "../dryRun.ts";
import { forkOutcome } from "../forkOutcome.ts";
import { openEngine } from "../openEngine.ts";

/** Trains on from a run's checkpoint with other settings, and draws how far that leads away from the run. */
export const fork: Command = {
  keys: { ...forkKeys, ...runsKeys },
  async run(call) {
    const { target, given, note } = call;
    if (target === undefined) {
      throw new UsageError(
        'Cannot run "fork": no run was named, needs one such as runs/train/<folder>@8',
      );
    }
    const { runs } = resolveSettings("fork", runsKeys, { given: partOf(given, runsKeys) });
    const { runs: _runs, ...changed } = given;
    const { run: reference, which } = parseCheckpointReference(target);
    const parent = await findRun(runs, reference);
    const plan = await planFork(parent, { which, given: changed, note });
    return call.dryRun ? planned(plan) : await trainFork(plan, call);
  },
};

function planned({ request, seed, changes, parent }: ForkPlan): Outcome {
  const { seeds: _seeds, ...configuration } = configurationOf(request);
  const from = `${parent.run}@${parent.checkpoint.epoch}`;
  return dryRun({ ...configuration, seed, parent: from, changes: changesText(changes) });
}

async function trainFork(plan: ForkPlan, { words, note }: Call): Promise<Outcome> {
  const { seed, changes, parent } = plan;
  const data = await prepareTraining(plan.request);
  const { common } = plan.request;
  // The parent's library, or none: with another one the fork would leave the parent without any change.
  const { backend, request } = await openEngine(plan.request, {
    given: { backend: common.backend },
    note,
  });
  const prepared = { ...data, request };
  await requireSpace(
    join(common.runs, common.experiment),
    checkpointsSize(cellOf(prepared, plan.seed), request.common.ladder),
  );
  const probes = await planTrainingProbes(prepared, { note });
  const made = await makeFork(plan, prepared);
  for (const line of notesOn(plan, made)) note(line);
  const { folder } = made;
  const command = ["fork", ...words];
  const toDo = [{ folder, seed, prepared, probes }];
  const { runs } = await advanceRuns(toDo, { backend, command, note });
  const { epoch } = parent.checkpoint;
  const forked = { folder: folder.path, parent: parent.run, epoch, changes, seed, prepared };
  return forkOutcome(forked, await forkDivergence(forked, backend), runs);
}

/** What of the parent's training the fork does not go on with, where that is not what was asked for by name. */
function notesOn({ changes, seed, parent }: ForkPlan, { dropped, begun }: MadeFork): string[] {
  const after = `after epoch ${parent.checkpoint.epoch}`;
  const isOtherSeed = changes.some(({ key }) => key === "seed");
  return [
    ...(isOtherSeed
      ? [`Batches, augmentation and dropout are those of seed ${seed} ${after}`]
      : []),
    ...(dropped.length > 0 ? [`Left behind of the parent's training: ${dropped.join(", ")}`] : []),
    ...(begun.length > 0 ? [`Begun at 0 ${after}: ${begun.join(", ")}`] : []),
  ];
}
