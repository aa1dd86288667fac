import type { AnalysisContext, StudyReport } from "../study.ts";
import type { LatentResults } from "./results.ts";
import { classesSection } from "./sections/classesSection.ts";
import { imagesSection } from "./sections/imagesSection.ts";
import { methodSection } from "./sections/methodSection.ts";
import { partsSection } from "./sections/partsSection.ts";
import { picturesSection } from "./sections/picturesSection.ts";
import { sharesSection } from "./sections/sharesSection.ts";
import { stagesSection } from "./sections/stagesSection.ts";
import { tableSection } from "./sections/tableSection.ts";
import { timeSection } from "./sections/timeSection.ts";
import { trainingSection } from "./sections/trainingSection.ts";
import { verdictsSection } from "./sections/verdictsSection.ts";
import type { LatentSettings } from "./settings.ts";
import { summaryOf } from "./words/findings.ts";
import { notesOf } from "./words/notes.ts";

/**
 * The study as a short paper: question, method, results, verdicts.
 *
 * @source Dai & Jin'no
 */
export async function reportLatent(
  results: LatentResults,
  context: AnalysisContext<LatentSettings>,
): Promise<StudyReport> {
  const { settings, dataset } = context;
  const options = {
    data: dataset.title,
    classes: dataset.classes,
    seeds: settings.seeds.length,
  };
  return {
    summary: summaryOf(results, context),
    sections: [
      methodSection(settings, dataset),
      await tableSection(results, options),
      await trainingSection(results, options),
      await imagesSection(results, options),
      await timeSection(results, options),
      await sharesSection(results, options),
      await stagesSection(results, options),
      await partsSection(results, options),
      await classesSection(results, options),
      ...(await picturesSection(results, options)),
      verdictsSection(results, dataset, options.seeds),
    ],
    notes: notesOf(settings, dataset),
  };
}
