import type { Figure } from "../../../figures/figure.ts";
import { type LearningCurvesOptions, learningCurves } from "../../../figures/learningCurves.ts";
import { paperComparison } from "../../../figures/paperComparison.ts";
import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { differenceWords } from "../../differenceWords.ts";
import { lateChange } from "../accuracy/learningPace.ts";
import { paperTable } from "../accuracy/paperTable.ts";
import { rowDifference, rowNamed } from "../accuracy/rowNamed.ts";
import { tableIds } from "../cells.ts";
import type { RowResult, SequenceResults } from "../results.ts";
import { epochValues, tableTitles } from "./epochValues.ts";

/** What a section is told besides the results. */
export interface TableSectionOptions {
  readonly subtitle: string;
  /** Whether the data are the source's, so that its numbers mean something here. */
  readonly isSource: boolean;
}

/**
 * The source's table 2, measured, and how its networks got there.
 *
 * @source Inoue & Tsukamoto 2021, table 2
 */
export async function tableSection(
  results: SequenceResults,
  options: TableSectionOptions,
): Promise<ReportSection> {
  const [cnn1, cnn2, lstm, model2] = tableIds.map((id) => rowNamed(results, id)!);
  return {
    id: "table",
    title: "The source's table 2: four networks, four accuracies",
    paragraphs: [
      `CNN1 and CNN2 are asked for the digit of every test image, model-1's LSTM and model-2 for what comes third after every test pair; guessing gives ${percent(1 / 10)} of digits and about ${percent(1 / 20)} of third numbers.${options.isSource ? "" : " The paper's numbers are about all of MNIST, ours are not: they stand here to be seen, and decide nothing."}`,
      leadSentence(results),
      `Was the training over? ${[lstm!, model2!].map(changeSentence).join(" ")}`,
    ],
    tables: [mainTable(results, options.isSource ? "paper" : "paper, all of MNIST")],
    figures: [
      await comparisonFigure(results, options),
      await curves([lstm!, model2!], results, {
        ...options,
        id: "curves-pairs",
        range: [0, 1],
      }),
      await curves([cnn1!, cnn2!], results, {
        ...options,
        id: "curves-digits",
        xScale: "logarithmic",
      }),
    ],
  };
}

function leadSentence(results: SequenceResults): string {
  const lead = rowDifference(results, ["model2", "lstm"]);
  return `The source finds model-2 better at the task than model-1, by ${(100 * (paperTable.model2.accuracy - paperTable.lstm.accuracy)).toFixed(1)} points. Here: ${differenceWords(
    lead,
    {
      above: "model-2 is ahead of model-1's LSTM",
      below: "model-2 is behind model-1's LSTM",
    },
    "difference",
  )}.`;
}

function changeSentence(row: RowResult): string {
  const { over, change } = lateChange(row);
  const when = over === 1 ? "the last epoch" : `the last ${over} epochs`;
  return `In ${when} the accuracy of ${titleOf(row)} changed by ${estimateText(change, "difference")} an epoch.`;
}

/** Within a sentence. */
function titleOf({ row, title }: RowResult): string {
  return row === "lstm" ? "model-1's LSTM" : title.replace("model-1: ", "");
}

function mainTable(results: SequenceResults, paperColumn: string): ReportTable {
  return {
    caption: `Accuracy on the test data after the last epoch (±: ${intervalText})`,
    columns: ["network", "accuracy", paperColumn, "epochs"],
    align: ["left", "right", "right", "right"],
    rows: tableIds.map((id) => {
      const { title, accuracy, epochs } = rowNamed(results, id)!;
      return [title, estimateText(accuracy), percent(paperTable[id].accuracy, 1), epochs];
    }),
  };
}

function comparisonFigure(
  results: SequenceResults,
  { subtitle, isSource }: TableSectionOptions,
): Promise<Figure> {
  const rows = tableIds.map((id) => {
    const { title, accuracy } = rowNamed(results, id)!;
    const { accuracy: paper, tolerance } = paperTable[id];
    const condition = "measured" as const;
    return {
      network: title,
      condition,
      paper,
      measured: accuracy,
      tolerance: isSource ? tolerance : null,
    };
  });
  const known = rows.filter(({ measured }) => Number.isFinite(measured.mean));
  const near = known.filter(({ paper, measured, tolerance }) =>
    tolerance === null ? false : Math.abs(measured.mean - paper) <= tolerance,
  );
  return paperComparison(rows, {
    id: "table-comparison",
    title: isSource
      ? `${near.length} of the paper's ${rows.length} accuracies lie within the tolerance of our means`
      : "Accuracies beside the paper's, which are about all of MNIST",
    caption: `Percentage of right answers on the test images (CNN1, CNN2) and test pairs (LSTM, model-2). A dot is our mean, with a bar for its 95% confidence interval and the values of single seeds as ticks below it; a hollow diamond is the paper's value${isSource ? ", on a band as wide as the tolerance" : ", measured on all of MNIST"}.`,
    conditions: { measured: "measured" },
    subtitle,
  });
}

async function curves(
  rows: readonly RowResult[],
  results: SequenceResults,
  {
    id,
    subtitle,
    isSource,
    ...axes
  }: TableSectionOptions &
    Pick<LearningCurvesOptions, "range" | "xScale"> & { readonly id: string },
): Promise<Figure> {
  const paperName = isSource ? "paper" : "paper, all of MNIST";
  const ends = rows.map((row) => `${titleOf(row)} at ${percent(row.accuracy.mean, 1)}`).join(", ");
  return learningCurves(epochValues(rows), {
    id,
    title: `After ${Math.max(...rows.map(({ epochs }) => epochs))} epochs: ${ends}`,
    caption:
      "Accuracy on the test data at the end of each epoch: mean over seeds, with a band for the 95% confidence interval of the mean (Student t), and single seeds as thin lines. A hollow diamond is what the paper prints of the network in the same colour.",
    subtitle,
    marks: tableIds
      .filter((own) => rows.some(({ row }) => row === own))
      .map((own) => {
        const { title, epochs } = rowNamed(results, own)!;
        const { accuracy } = paperTable[own];
        return {
          series: title,
          x: epochs,
          y: accuracy,
          label: `${paperName}: ${percent(accuracy, 1)}`,
        };
      }),
    colourOrder: tableTitles(results),
    ...axes,
  });
}
