import { oneOf, resolveSettings } from "../../core/settings.ts";
import { backendKeys, runsKeys, workersKey } from "../../experiments/commonKeys.ts";
import { dataNameOf, openDataset } from "../../experiments/openDataset.ts";
import { partOf, resolveParts } from "../../experiments/resolveParts.ts";
import { environmentOf } from "../../runs/environment.ts";
import { runStudy } from "../../studies/runStudy.ts";
import type { CommonSettings, Study } from "../../studies/study.ts";
import type { Call, Command, Outcome } from "../command.ts";
import { dryRun } from "../dryRun.ts";
import { interruptible } from "../interruptible.ts";
import { namedStudy } from "../namedStudy.ts";
import { openBackend } from "../openBackend.ts";
import { makeProgress } from "../progress/makeProgress.ts";
import { writtenReport } from "../writtenReport.ts";

const keys = {
  size: oneOf(["full", "demo"], "the whole study, or a form that answers within about a minute"),
  ...runsKeys,
  ...backendKeys,
  ...workersKey,
};

/** Measuring takes about as long as training: 55 shifts of the test set against a few epochs. */
const trainingShare = 0.5;

/** Runs a study, and shows its main table and where its report is. */
export const studyRun: Command = {
  keys,
  async run(call) {
    const study = namedStudy("study run", call.target);
    const { settings, common } = settingsOf(study, call);
    if (call.dryRun) {
      const cells = study.cells(settings).map(({ id }) => id);
      return dryRun({ study: study.id, ...settings, ...common, cells });
    }
    return await start(study, call, { settings, common });
  },
};

type AnyStudy = Study<CommonSettings, unknown, unknown>;

/** The study's own settings, in its small form where that is asked for, and those of every study. */
function settingsOf(study: AnyStudy, { given, note }: Call) {
  const [common] = resolveParts(study.id, { first: keys, second: study.settings, given });
  const own = resolveSettings(study.id, study.settings, {
    given: partOf(given, study.settings),
    preset: common.size === "demo" ? study.demo : {},
  });
  return { settings: { ...own, data: dataNameOf(own, { given, note }) }, common };
}

async function start(
  study: AnyStudy,
  { given, note, words }: Call,
  { settings, common }: ReturnType<typeof settingsOf>,
): Promise<Outcome> {
  const backend = await openBackend(common, { given, note });
  const dataset = await openDataset(settings);
  const environment = environmentOf({
    backend: backend.description,
    precision: backend.precision,
    command: ["study", "run", ...words],
  });
  const progress = await makeProgress({ stream: process.stderr, trainingShare });
  const { onProgress, onEpoch } = progress;
  const { runs, workers } = common;
  try {
    return writtenReport(
      study,
      await interruptible(note, (signal) =>
        runStudy(study, {
          settings,
          dataset,
          backend,
          environment,
          runs,
          workers,
          signal,
          onProgress,
          onEpoch,
        }),
      ),
    );
  } finally {
    progress.stop();
  }
}
