import { resolve } from "node:path";
import { oneOf, resolveSettings } from "../../core/settings.ts";
import { backendKeys, runsKeys, workersKey } from "../../experiments/commonKeys.ts";
import { isProgramFile } from "../../experiments/config/configKind.ts";
import { configKey, givenOf } from "../../experiments/config/givenSettings.ts";
import type { AnyStudy } from "../../experiments/config/readStudy.ts";
import { dataNameOf, openStudyData } from "../../experiments/openDataset.ts";
import { partOf, resolveParts } from "../../experiments/resolveParts.ts";
import { planStudy } from "../../studies/runStudy.ts";
import { advanceStudy } from "../advanceStudy.ts";
import type { Call, Command, Outcome } from "../command.ts";
import { dryRun } from "../dryRun.ts";
import { namedStudy } from "../namedStudy.ts";
import { openBackend } from "../openBackend.ts";

const keys = {
  size: oneOf(["full", "demo"], "the whole study, or a form that answers within two minutes"),
  ...runsKeys,
  ...backendKeys,
  ...workersKey,
};

/** Runs a study, and shows its main table and where its report is. */
export const studyRun: Command = {
  keys: { ...configKey, ...keys },
  async run(typed) {
    const study = await namedStudy("study run", typed.target);
    const call = { ...typed, given: await givenOf("study run", { given: typed.given }) };
    const { settings, common } = settingsOf(study, call);
    if (call.dryRun) {
      const cells = study.cells(settings).map(({ id }) => id);
      return dryRun({ study: study.id, ...settings, ...common, cells });
    }
    return await start(study, call, { settings, common });
  },
};

/** The study's own settings, in its small form where that is asked for, and those of every study. */
function settingsOf(study: AnyStudy, { given, note }: Call) {
  const [common] = resolveParts(study.id, { first: keys, second: study.settings, given });
  const own = resolveSettings(study.id, study.settings, {
    given: partOf(given, study.settings),
    preset: common.size === "demo" ? study.demo : {},
  });
  const data = dataNameOf(own, { given, note, substitutes: study.substitutes });
  return { settings: { ...own, data }, common };
}

async function start(
  study: AnyStudy,
  { target = study.id, given, note, words }: Call,
  { settings, common }: ReturnType<typeof settingsOf>,
): Promise<Outcome> {
  const { size: _size, runs, ...asked } = common;
  const backend = await openBackend(common, { given: { ...given, threads: asked.threads }, note });
  const engine = { ...asked, backend: backend.name, precision: backend.precision };
  const dataset = await openStudyData(study, settings);
  const file = isProgramFile(target) ? resolve(target) : undefined;
  const folder = await planStudy(study, { settings, engine, runs, file });
  const command = ["study", "run", ...words];
  const { workers } = asked;
  return await advanceStudy(study, folder, { settings, dataset, backend, workers, command, note });
}
