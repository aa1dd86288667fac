import { isMnist } from "../isMnist.ts";
import type { AnalysisContext, StudyReport } from "../study.ts";
import { seedsOf } from "../words.ts";
import { usedCounts } from "./measure/usedCounts.ts";
import type { SequenceResults } from "./results.ts";
import { filmSection } from "./sections/filmSection.ts";
import { filtersSection } from "./sections/filtersSection.ts";
import { methodSection } from "./sections/methodSection.ts";
import { nullsSection } from "./sections/nullsSection.ts";
import { outputsSection } from "./sections/outputsSection.ts";
import { tableSection } from "./sections/tableSection.ts";
import { verdictsSection } from "./sections/verdictsSection.ts";
import { whySection } from "./sections/whySection.ts";
import type { SequenceSettings } from "./settings.ts";
import { summaryOf } from "./words/findings.ts";
import { notesOf } from "./words/notes.ts";

/**
 * The study as a short paper: question, method, results, verdicts.
 *
 * @source Inoue & Tsukamoto 2021
 */
export async function reportSequence(
  results: SequenceResults,
  context: AnalysisContext<SequenceSettings>,
): Promise<StudyReport> {
  const { settings, dataset } = context;
  const isSource = isMnist(dataset);
  const data = dataset.title;
  const subtitle = `${data}, ${seedsOf(settings.seeds)}`;
  return {
    summary: summaryOf(results, context),
    sections: [
      await methodSection(results, { subtitle, settings, dataset }),
      await tableSection(results, { subtitle, isSource }),
      ...(settings.experiments === "yes"
        ? [await whySection(results, { subtitle, isSource, reads: settings.reads })]
        : []),
      await filtersSection(results, { data }),
      await nullsSection(results, subtitle),
      await outputsSection(results, {
        data,
        subtitle,
        counts: usedCounts(settings, dataset),
      }),
      await filmSection(results, { data, subtitle }),
      verdictsSection(results, dataset),
    ],
    notes: notesOf(settings, dataset),
  };
}
