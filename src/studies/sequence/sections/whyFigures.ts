import type { Figure } from "../../../figures/figure.ts";
import { learningCurves } from "../../../figures/learningCurves.ts";
import { percent } from "../../../figures/text.ts";
import { type VariantRow, variantDots } from "../../../figures/variantDots.ts";
import { countOf } from "../../words.ts";
import { furtherRows } from "../accuracy/hypotheses.ts";
import { epochsAt, epochsAtText } from "../accuracy/learningPace.ts";
import { besidePaper, paperTable } from "../accuracy/paperTable.ts";
import { rowNamed } from "../accuracy/rowNamed.ts";
import type { RowResult, SequenceResults } from "../results.ts";
import { epochValues } from "./epochValues.ts";

interface FigureOptions {
  readonly subtitle: string;
  readonly isSource: boolean;
}

const paper = paperTable.lstm;
const paperText = percent(paper.accuracy, 1);

/**
 * Every training of model-1's LSTM beside the paper's number.
 *
 * @source own design
 */
export function variantsFigure(
  results: SequenceResults,
  { subtitle, isSource }: FigureOptions,
): Promise<Figure> {
  const own = rowNamed(results, "lstm")!;
  const others = results.rows.filter(({ group }) => group === "lstm");
  const counted = (place: ReturnType<typeof besidePaper>) =>
    others.filter(({ accuracy }) => besidePaper(accuracy, paper) === place).length;
  const paperName = `the paper's ${paperText}${isSource ? "" : " (all of MNIST)"}`;
  return variantDots(
    [own, ...others].map((row) => variantOf(row, results)),
    {
      id: "lstm-variants",
      title: `Of ${countOf(others.length, "other training")}, ${counted("above")} end above ${paperName}, ${counted("below")} below, ${counted("near")} at it, ${counted("open")} undecided`,
      subtitle,
      reference: {
        value: paper.accuracy,
        label: `paper${isSource ? "" : ", all of MNIST"}: ${paperText}`,
      },
      baseline: "the LSTM of table 2",
    },
  );
}

function variantOf(row: RowResult, { digitShare }: SequenceResults): VariantRow {
  const isBaseline = row.row === "lstm";
  const isLimited = row.pairing === "digits" && Number.isFinite(digitShare);
  return {
    group: isBaseline ? "as in table 2" : row.heading,
    name: isBaseline ? "the LSTM of table 2" : row.title,
    detail: `rate ${rateText(row)}, ${countOf(row.epochs, "epoch")}`,
    accuracy: row.accuracy,
    limit: isLimited
      ? { value: digitShare, label: `no more can be right: ${percent(digitShare, 1)}` }
      : undefined,
    isBaseline,
  };
}

/** Without the digits that only the binary number has. */
function rateText({ learningRate }: RowResult): string {
  return String(Number(learningRate.toPrecision(6)));
}

/**
 * The same LSTM, trained as in table 2, longer, and faster. Where a longer training begins with that of table 2, one curve
 * shows both: two would cover each other.
 */
export function rateCurves(
  results: SequenceResults,
  { subtitle, isSource }: FigureOptions,
): Promise<Figure> {
  const own = rowNamed(results, "lstm")!;
  const further = furtherRows(results);
  const whole = further.find((row) => beginsWith(row, own));
  const nameOf = (row: RowResult) => {
    if (row === whole) return `as in table 2, but ${row.title}`;
    return row === own ? "as in table 2" : row.title;
  };
  const shown = whole ? further : [own, ...further];
  const when = (row: RowResult) => epochsAtText(epochsAt(row, paper.accuracy));
  const said = [own, ...further.slice(-1)].map((row) => `${nameOf(row)}, ${when(row)}`);
  return learningCurves(epochValues(shown, nameOf), {
    id: "lstm-rates",
    title: `When the LSTM first comes to ${paperText}: ${said.join("; ")}`,
    caption: `Accuracy of model-1's LSTM on the test pairs at the end of each epoch (on a logarithmic scale), for other lengths of training and learning rates${whole ? `; the training of table 2 is the first ${countOf(own.epochs, "epoch")} of that which is ${whole.title}` : ""}. Mean over seeds, with a band for the 95% confidence interval of the mean (Student t), and single seeds as thin lines. The hollow diamond is the paper's value at the last epoch of table 2.`,
    subtitle,
    xScale: "logarithmic",
    marks: [
      {
        series: nameOf(whole ?? own),
        x: own.epochs,
        y: paper.accuracy,
        label: `paper${isSource ? "" : ", all of MNIST"}: ${paperText}`,
      },
    ],
  });
}

/** Whether the first epochs of a training are another one, in every seed. */
function beginsWith({ history }: RowResult, shorter: RowResult): boolean {
  const values = new Map(history.map((at) => [`${at.seed}/${at.epoch}`, at.accuracy]));
  return shorter.history.every(({ seed, epoch, accuracy }) =>
    Object.is(values.get(`${seed}/${epoch}`), accuracy),
  );
}
