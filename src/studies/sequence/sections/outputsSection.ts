import { estimateOf } from "../../../core/statistics.ts";
import { comparisonStrips } from "../../../figures/comparisonStrips.ts";
import type { Figure } from "../../../figures/figure.ts";
import { learningCurves } from "../../../figures/learningCurves.ts";
import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { cnnTitle, cnnTitles } from "../compare/cnnName.ts";
import type { CnnPair } from "../compare/compareCnns.ts";
import { comparedGroups } from "../compare/comparedGroups.ts";
import { outputsRead } from "../compare/readoutEffects.ts";
import { sharedEpochs } from "../compare/sharedEpochs.ts";
import type { UsedCounts } from "../measure/usedCounts.ts";
import type { CnnResult, SequenceResults } from "../results.ts";
import { outputWords } from "../words/outputWords.ts";
import { unfinishedWords } from "../words/unfinishedWords.ts";
import { namingFigure } from "./namingFigure.ts";

/** What the section is told besides the results. */
export interface OutputsSectionOptions {
  readonly data: string;
  readonly subtitle: string;
  /** How many digits were used for what. */
  readonly counts: UsedCounts;
}

/**
 * What the CNNs say instead of what their filters look like: whether the four say the same, and whether those within
 * model-2 are still digit recognisers.
 *
 * @source Inoue & Tsukamoto 2021, section 4, doubts it; how it is asked is ours
 */
export async function outputsSection(
  results: SequenceResults,
  { data, subtitle, counts }: OutputsSectionOptions,
): Promise<ReportSection> {
  const { cnns, pairs } = results;
  return {
    id: "outputs",
    title: "Do the CNNs say the same, and do they still recognise digits?",
    paragraphs: [...unfinishedWords(results), ...outputWords(results, counts)],
    tables: [readoutTable(cnns)],
    figures: [
      // Outputs that are the same for every digit have nothing to be compared.
      ...(pairs.some(({ cka }) => cka !== null) ? [await ckaFigure(pairs, subtitle)] : []),
      await readoutFigure(cnns, subtitle),
      await namingFigure(cnns, data),
    ],
  };
}

function ckaFigure(pairs: readonly CnnPair[], subtitle: string): Promise<Figure> {
  const panel = "CKA of the ten outputs";
  const groups = comparedGroups(pairs).filter(({ pairs: own }) =>
    own.some(({ cka }) => cka !== null),
  );
  const sizes = groups
    .filter(({ isNull }) => !isNull)
    .map(({ name, estimate }) => `${estimate("cka")?.mean.toFixed(2) ?? "not measured"} ${name}`);
  return comparisonStrips(
    groups.map(({ name, isNull, reference, pairs: own, estimate }) => ({
      panel,
      group: name,
      kind: isNull ? ("null" as const) : ("compared" as const),
      values: own.flatMap(({ cka }) => cka ?? []),
      estimate: estimate("cka") ?? undefined,
      reference,
    })),
    {
      id: "outputs-cka",
      title: `How far two CNNs say the same of digits: CKA ${sizes.join(", ")}`,
      subtitle,
      axes: { [panel]: { label: "1: the same but for a turn and a size" } },
    },
  );
}

function readoutFigure(cnns: readonly CnnResult[], subtitle: string): Promise<Figure> {
  const [alone, within] = ([1, 2] as const).map((model) => {
    const { mean } = outputsRead(cnns, model, -1);
    return Number.isFinite(mean) ? percent(mean, 1) : "a share that is not known";
  });
  const epochs = sharedEpochs(cnns);
  return learningCurves(
    cnns.flatMap((cnn) =>
      cnn.epochs
        .filter(({ epoch }) => epochs.includes(epoch))
        .map(({ epoch, outputs }) => {
          return { series: cnnTitle(cnn), seed: cnn.seed, epoch, value: outputs.share };
        }),
    ),
    {
      id: "outputs-readout",
      title: `Digits that a linear readout of the ten outputs names: ${alone} for model-1's CNNs at the end, ${within} for model-2's`,
      caption:
        "Share of test digits that a linear readout names, a classifier that sees only the ten outputs of a CNN, at the epochs whose networks are kept; it was fitted to digits that neither the CNN nor the test has. Mean over seeds, with a band for the 95% confidence interval of the mean (Student t), and single seeds as thin lines.",
      metric: "digits named",
      xScale: "logarithmic",
      subtitle,
      colourOrder: cnnTitles,
    },
  );
}

function readoutTable(cnns: readonly CnnResult[]): ReportTable {
  const { epochs } = cnns[0]!;
  const [first, last] = [epochs[0]!.epoch, epochs.at(-1)!.epoch];
  const shares = (own: readonly CnnResult[], layer: "outputs" | "maps", at: 0 | -1) =>
    estimateText(estimateOf(own.map((cnn) => cnn.epochs.at(at)![layer]?.share ?? Number.NaN)));
  return {
    caption: `Share of test digits that a linear readout names (±: ${intervalText})`,
    columns: [
      "network",
      `outputs, epoch ${first}`,
      `outputs, epoch ${last}`,
      `pooled maps, epoch ${first}`,
      `pooled maps, epoch ${last}`,
    ],
    align: ["left", "right", "right", "right", "right"],
    rows: cnnTitles.map((title) => {
      const own = cnns.filter((cnn) => cnnTitle(cnn) === title);
      return [
        title,
        shares(own, "outputs", 0),
        shares(own, "outputs", -1),
        shares(own, "maps", 0),
        shares(own, "maps", -1),
      ];
    }),
  };
}
