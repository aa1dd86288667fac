import { planTraining } from "../../experiments/planTraining.ts";
import { plannedOptions, prepareTraining } from "../../experiments/prepareTraining.ts";
import { configurationOf, requestTraining } from "../../experiments/trainingRequest.ts";
import { trainCommonKeys, trainKeys } from "../../experiments/trainKeys.ts";
import { environmentOf } from "../../runs/environment.ts";
import { summaryOf } from "../../studies/summaryOf.ts";
import { advanceRuns } from "../advanceRuns.ts";
import type { Command } from "../command.ts";
import { dryRun } from "../dryRun.ts";
import { interruptible } from "../interruptible.ts";
import { noMore } from "../noMore.ts";
import { openEngine } from "../openEngine.ts";
import { makeProgress } from "../progress/makeProgress.ts";
import { trainOutcome } from "../trainOutcome.ts";

/** Trains one network, once for every seed. */
export const train: Command = {
  keys: { ...trainKeys, ...trainCommonKeys },
  async run(call) {
    const { target, given, note, words } = call;
    noMore("train", target === undefined ? [] : [target]);
    const asked = requestTraining(given, note);
    if (call.dryRun) {
      const { runs } = asked.common;
      return dryRun({ ...configurationOf(asked), ...(await plannedOptions(asked)), runs });
    }
    const data = await prepareTraining(asked);
    const { backend, request } = await openEngine(asked, { given, note });
    const prepared = { ...data, request };
    const folders = await planTraining(request);
    const { seeds } = request.settings;
    const toDo = folders.map((folder, index) => ({ folder, seed: seeds[index]!, prepared }));
    const { description, precision } = backend;
    const environment = environmentOf({
      backend: description,
      precision,
      command: ["train", ...words],
    });
    const progress = await makeProgress({ stream: process.stderr, trainingShare: 1 });
    try {
      const trained = await interruptible(note, (signal) =>
        advanceRuns(toDo, { backend, environment, progress, signal, note }),
      );
      const dataset = summaryOf(prepared.dataset, prepared.fingerprint);
      return trainOutcome(prepared, { ...trained, dataset, engine: description });
    } finally {
      progress.stop();
    }
  },
};
