import { UsageError } from "../../core/errors.ts";
import { resolveSettings } from "../../core/settings.ts";
import { runsKeys } from "../../experiments/commonKeys.ts";
import { forkDivergence } from "../../experiments/forks/forkDivergence.ts";
import { changesBetween } from "../../experiments/forks/forkRequest.ts";
import { parentOf } from "../../experiments/forks/parentOf.ts";
import { prepareTraining } from "../../experiments/prepareTraining.ts";
import { readRequest } from "../../experiments/readRequest.ts";
import { findRun } from "../../runs/findRuns.ts";
import { checkDataRecord } from "../../studies/checkDataRecord.ts";
import type { Command } from "../command.ts";
import { forkOutcome } from "../forkOutcome.ts";
import { openEngine } from "../openEngine.ts";

/** Compares a fork with its parent again, such as one that was interrupted and gone on with. */
export const divergence: Command = {
  keys: runsKeys,
  async run({ target, given, note }) {
    const { runs } = resolveSettings("divergence", runsKeys, { given });
    if (target === undefined) {
      throw new UsageError('Cannot run "divergence": no run was named, needs a fork');
    }
    const folder = await findRun(runs, target);
    const { run: parent, epoch } = await parentOf(folder);
    const { request: before } = await readRequest(parent, note);
    const { request, seed } = await readRequest(folder, note);
    const changes = changesBetween(before, request);
    const prepared = await prepareTraining(request);
    const { dataset, fingerprint } = prepared;
    await checkDataRecord(folder, { name: dataset.name, fingerprint, doing: "compare" });
    const { backend } = await openEngine(request, { given: {}, note });
    const forked = { folder, parent, epoch, changes, seed, prepared };
    return forkOutcome(forked, await forkDivergence(forked, backend));
  },
};
