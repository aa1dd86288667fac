import { percent } from "../../figures/text.ts";
import type { ProbePoint } from "../../probing/measurement.ts";
import type { AnyProbe, ProbeResult } from "../../probing/probe.ts";
import { type FoundNumber, foundNumbers, readingText } from "./foundNumbers.ts";

/**
 * What a probe found first of all, in a sentence: its first quantity at the first and at the last epoch at which there is
 * one; of several layers the last of those of which most is known, of several classes or the like what is of all of them,
 * where there is that, and of numbered ones the first.
 */
export function probeSentence({ title }: AnyProbe, { points }: ProbeResult<object>): string {
  return sentenceOf(title, points);
}

/** The same of each of several runs, by its name. */
export function probeSentences({ points }: ProbeResult<object>): readonly string[] {
  const runs = [...new Set(points.map(({ run }) => run))];
  const sentences = runs.slice(0, mostSentences).map((name) =>
    sentenceOf(
      name,
      points.filter(({ run }) => run === name),
    ),
  );
  const rest = runs.length - sentences.length;
  return rest > 0
    ? [...sentences, `${rest} more runs are in the figures and the table.`]
    : sentences;
}

/** More runs would not be read one by one. */
const mostSentences = 8;

function sentenceOf(title: string, points: readonly ProbePoint[]): string {
  const lines = foundNumbers(points);
  const line = leadingLine(lines);
  if (!line) return `${title}: nothing was measured that is a number.`;
  const { quantity, layer, of, at } = line;
  const what = [
    quantity,
    ...(of === undefined ? [] : [isNumber(of) ? of : `of ${of}`]),
    ...(layer === undefined ? [] : [`in "${layer}"`]),
  ].join(" ");
  const known = [...at].filter(([, { value }]) => value !== null).sort(([a], [b]) => a - b);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return `${title}: there is no ${what}, for ${[...at.values()][0]!.reason}.`;
  const valueAt = ([epoch, { value }]: typeof first) =>
    `${valueText(quantity, value!)} ${epoch === 0 ? "before training" : `after epoch ${epoch}`}`;
  if (first === last) return `${title}: ${what} is ${valueAt(first)}.`;
  return `${title}: ${what} goes from ${valueAt(first)} to ${valueAt(last)}.`;
}

/** Shares, as people read them. */
function valueText(quantity: string, value: number): string {
  return /\b(accuracy|share|concept error|calibration error|neighbours)\b/.test(quantity)
    ? percent(value, 1)
    : readingText(value);
}

function leadingLine(lines: readonly FoundNumber[]): FoundNumber | undefined {
  const { quantity, run } = lines[0] ?? {};
  const own = lines.filter((line) => line.quantity === quantity && line.run === run);
  const whole = own.filter(({ of }) => of === undefined);
  const candidates = whole.length > 0 ? whole : own;
  const measured = candidates.filter(isMeasured);
  // The first of numbered ones is the largest.
  if (measured.every(({ of = "" }) => isNumber(of))) return measured[0] ?? own.at(-1);
  const countOf = ({ layer }: FoundNumber) =>
    lines.filter((other) => other.layer === layer && isMeasured(other)).length;
  const most = Math.max(...measured.map(countOf));
  return measured.findLast((one) => countOf(one) === most);
}

function isMeasured({ at }: FoundNumber): boolean {
  return [...at.values()].some(({ value }) => value !== null);
}

function isNumber(of: string): boolean {
  return /^\d+$/.test(of);
}
