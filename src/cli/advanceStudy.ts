import type { Backend } from "../backends/backend.ts";
import type { Dataset } from "../data/dataset.ts";
import { environmentOf } from "../runs/environment.ts";
import { runFiles } from "../runs/paths.ts";
import { isReadable } from "../runs/readFile.ts";
import type { RunFolder } from "../runs/runFolder.ts";
import { type RunStudyOptions, runStudy } from "../studies/runStudy.ts";
import type { CommonSettings, Study } from "../studies/study.ts";
import type { Outcome } from "./command.ts";
import { interruptible } from "./interruptible.ts";
import { noteChanges } from "./noteChanges.ts";
import { makeProgress } from "./progress/makeProgress.ts";
import { writtenReport } from "./writtenReport.ts";

export interface AdvanceStudyOptions {
  readonly settings: CommonSettings;
  readonly dataset: Dataset;
  readonly backend: Backend;
  readonly workers: RunStudyOptions<CommonSettings>["workers"];
  /** What was typed. */
  readonly command: readonly string[];
  /** Writes a line for people. */
  note(line: string): void;
}

/** Takes a study to its end, and shows its main table and where its report is. */
export async function advanceStudy(
  study: Study<CommonSettings, unknown, unknown>,
  folder: RunFolder,
  { command, note, ...options }: AdvanceStudyOptions,
): Promise<Outcome> {
  const { description, precision } = options.backend;
  const environment = environmentOf({ backend: description, precision, command });
  const isBegun = await isReadable(folder.file(runFiles.environment));
  if (isBegun) await noteChanges(folder, { environment, note });
  for (const line of study.cautions?.(options.settings) ?? []) note(line);
  const { trainingShare = 0.5 } = study;
  const costs = study.cells(options.settings).map(({ cost = 1 }) => cost);
  const progress = await makeProgress({ stream: process.stderr, trainingShare, costs });
  const { onProgress, onEpoch } = progress;
  try {
    const written = await interruptible(note, async (signal) => {
      try {
        const all = { ...options, environment, signal, onProgress, onEpoch, note };
        return await runStudy(study, folder, all);
      } catch (error) {
        if (signal.aborted) note(`\`learnscope resume ${folder.path}\` goes on`);
        throw error;
      }
    });
    return writtenReport(study, written);
  } finally {
    progress.stop();
  }
}
