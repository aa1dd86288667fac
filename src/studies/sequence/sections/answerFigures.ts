import { distanceCurves } from "../../../figures/distanceCurves.ts";
import type { Figure } from "../../../figures/figure.ts";
import { matrixMap } from "../../../figures/matrixMap.ts";
import { percent } from "../../../figures/text.ts";
import { rowNamed } from "../accuracy/rowNamed.ts";
import type { RowResult, SequenceResults } from "../results.ts";
import { tableTitles } from "./epochValues.ts";

/**
 * Where model-1's LSTM and model-2 are right: by how far the second digit is from the first.
 *
 * @source own design: an LSTM that has learned some sums only, or has not yet learned the rare ones, is told by it
 */
export function distanceFigure(results: SequenceResults, subtitle: string): Promise<Figure> {
  const rows = answering(results);
  const said = (isMeant: (distance: number) => boolean) =>
    rows.map((row) => `${nameOf(row)} ${shareWithin(row, isMeant)}`).join(", ");
  return distanceCurves(
    rows.flatMap(({ title, answers }) =>
      answers!.byDistance.map(({ distance, share }) => ({
        network: title,
        distance,
        accuracy: share,
      })),
    ),
    {
      id: "accuracy-by-distance",
      title: `Digits at most 2 apart: ${said((distance) => distance <= 2)}; farther apart: ${said((distance) => distance > 2)}`,
      subtitle,
      colourOrder: tableTitles(results),
    },
  );
}

/** Of all pairs of such distances, of all seeds together. */
function shareWithin({ answers }: RowResult, isMeant: (distance: number) => boolean): string {
  const own = answers!.byPair.filter(({ first, second }) => isMeant(Math.abs(second - first)));
  const count = own.reduce((sum, pair) => sum + pair.count, 0);
  const right = own.reduce((sum, pair) => sum + pair.count * pair.share, 0);
  return percent(right / count);
}

/** The same for every two digits. */
export function pairMap(results: SequenceResults, subtitle: string): Promise<Figure> {
  const rows = answering(results);
  const all = Math.max(...rows.map(({ answers }) => answers!.byPair.length));
  const said = rows.map(
    (row) =>
      `${nameOf(row)} gets ${row.answers!.byPair.filter(({ share }) => share > 0.5).length} mostly right`,
  );
  const digits = Array.from({ length: 10 }, (_, digit) => digit);
  const cells = rows.flatMap(({ title, answers }) =>
    digits.flatMap((first) =>
      digits.map((second) => ({
        panel: title,
        x: String(second),
        y: String(first),
        value:
          answers!.byPair.find((pair) => pair.first === first && pair.second === second)?.share ??
          null,
      })),
    ),
  );
  return matrixMap(cells, {
    id: "accuracy-by-pair",
    title: `Of ${all} pairs of digits, ${said.join(", ")}`,
    caption:
      "Percentage of right answers to the test pairs that begin with these two digits, all seeds together. On each line along which the second digit grows by 1 and the first by 2, the same number comes third. Grey: no such pair among the test pairs.",
    subtitle,
    xLabel: "across: second digit (b); down: first digit (a)",
    // Without room for it, both maps stand beside each other.
    yLabel: "",
    valueLabel: "right answers",
    domain: [0, 1],
    format: "percent",
    digits: 0,
  });
}

function answering(results: SequenceResults): RowResult[] {
  return ["lstm", "model2"].flatMap((id) => rowNamed(results, id) ?? []);
}

/** Within a sentence. */
function nameOf({ row, title }: RowResult): string {
  return row === "lstm" ? "model-1's LSTM" : title;
}
