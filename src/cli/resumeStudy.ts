import { resolveSettings } from "../core/settings.ts";
import { backendKeys, workersKey } from "../experiments/commonKeys.ts";
import { openStudyData } from "../experiments/openDataset.ts";
import { readConfiguration } from "../experiments/readRequest.ts";
import { partOf } from "../experiments/resolveParts.ts";
import type { RunFolder } from "../runs/runFolder.ts";
import { advanceStudy } from "./advanceStudy.ts";
import type { Call, Outcome } from "./command.ts";
import { namedStudy } from "./namedStudy.ts";
import { openBackend } from "./openBackend.ts";

const engineKeys = { ...backendKeys, ...workersKey };

/** Takes a study to its end: cells that are done are not done again, the one that was broken off goes on. */
export async function resumeStudy(folder: RunFolder, { words, note }: Call): Promise<Outcome> {
  const { study: id, studyFile = id, ...given } = await readConfiguration(folder.path);
  const study = await namedStudy("resume", String(studyFile));
  const settings = resolveSettings(study.id, study.settings, {
    given: partOf(given, study.settings),
  });
  const engine = resolveSettings(study.id, engineKeys, { given: partOf(given, engineKeys) });
  const backend = await openBackend(engine, { given, note, keepsPrecision: true });
  const dataset = await openStudyData(study, settings);
  return await advanceStudy(study, folder, {
    settings,
    dataset,
    backend,
    workers: engine.workers,
    command: ["resume", ...words],
    note,
  });
}
