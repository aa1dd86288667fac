import { percent } from "../../figures/text.ts";
import type { Reading } from "../../probing/measurement.ts";
import type { AnyProbe, Headline, ProbeResult } from "../../probing/probe.ts";
import { type FoundNumber, foundNumbers, readingText } from "./foundNumbers.ts";
import type { ProbeFindings } from "./probeFindings.ts";

/**
 * What each probe found, in a sentence for those that have one number to be told first: its headline, or else its first
 * quantity where that is of the whole network. Of many, only those that are not minor.
 */
export function probeSentences(findings: readonly ProbeFindings[]): readonly string[] {
  const told = findings.filter(({ probe, result }) => probe.headline || tellsWhole(result));
  const major = told.filter(({ probe }) => !probe.headline?.isMinor);
  const shown = told.length > mostSentences ? major : told;
  const rest = findings.length - shown.length;
  return [
    ...shown.map(({ probe, result }) => sentenceOf(probe.title, probe, result)),
    ...(rest > 0 && shown.length > 0 ? ["What else was found stands in the sections."] : []),
  ];
}

/** What a probe found of each of several runs, by its name. */
export function runSentences({ probe, result }: ProbeFindings): readonly string[] {
  const runs = [...new Set(result.points.map(({ run }) => run))];
  const sentences = runs.slice(0, mostSentences).map((name) =>
    sentenceOf(name, probe, {
      ...result,
      points: result.points.filter(({ run }) => run === name),
    }),
  );
  const rest = runs.length - sentences.length;
  return rest > 0
    ? [...sentences, `${rest} more runs are in the figures and the table.`]
    : sentences;
}

/** More would not be read one by one. */
const mostSentences = 8;

function tellsWhole({ points }: ProbeResult<object>): boolean {
  const [first] = points.flatMap(({ readings }) => readings);
  return first === undefined || (first.layer === undefined && first.of === undefined);
}

function sentenceOf(
  name: string,
  { headline }: AnyProbe,
  { points, overview }: ProbeResult<object>,
): string {
  const lines = foundNumbers(points);
  const chosen = headline ? headlineNumbers(lines, headline) : leadingNumbers(lines);
  if (chosen.length > 0)
    return `${name}: ${chosen.map((line) => partOf(line, headline)).join("; ")}.`;
  const together = headline && overallReading(overview?.readings ?? [], headline, points[0]!.run);
  if (!together) return `${name}: nothing was measured that is a number.`;
  const { value, reason } = together;
  const { words, format } = headline;
  return value === null
    ? `${name}: there is no number for ${words}: ${reason}.`
    : `${name}: ${words} is ${valueText(together, format)}.`;
}

/** What all checkpoints of a run tell together. */
function overallReading(
  readings: readonly Reading[],
  { quantity }: Headline,
  run: string,
): Reading | undefined {
  const own = readings.filter((reading) => reading.quantity === quantity);
  return own.find(({ of }) => of === run) ?? own.find(({ of }) => of === undefined);
}

function headlineNumbers(
  lines: readonly FoundNumber[],
  { quantity, of, layer = "last" }: Headline,
): readonly FoundNumber[] {
  const own = lines.filter(
    (line) => line.quantity === quantity && (of === "each" || line.of === of),
  );
  if (of === "each") return own;
  const measured = own.filter(isMeasured);
  const line = layer === "first" ? measured[0] : measured.at(-1);
  return [line ?? own.at(-1)].filter((line) => line !== undefined);
}

/** The first quantity, of the last layer and of all classes together where there is that. */
function leadingNumbers(lines: readonly FoundNumber[]): readonly FoundNumber[] {
  const own = lines.filter(({ quantity }) => quantity === lines[0]?.quantity);
  const whole = own.filter(({ of }) => of === undefined);
  const candidates = whole.length > 0 ? whole : own;
  const line = candidates.findLast(isMeasured) ?? candidates.at(-1);
  return line ? [line] : [];
}

function isMeasured({ at }: FoundNumber): boolean {
  return [...at.values()].some(({ value }) => value !== null);
}

/** Of one number: from what it goes to what. */
function partOf({ quantity, layer, of, at }: FoundNumber, headline: Headline | undefined): string {
  const isSaid = headline?.of !== undefined && headline.of !== "each";
  const words = headline?.words ?? quantity;
  const what = [
    words.replace("{layer}", `"${layer}"`),
    ...(of === undefined || isSaid ? [] : [`of ${of}`]),
    ...(layer === undefined || words.includes("{layer}") ? [] : [`in "${layer}"`]),
  ].join(" ");
  const known = [...at].filter(([, { value }]) => value !== null).sort(([a], [b]) => a - b);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return `there is no number for ${what}: ${[...at.values()][0]!.reason}`;
  const valueAt = (epoch: number, text: string) =>
    `${text} ${epoch === 0 ? "before training" : `after epoch ${epoch}`}`;
  const end = valueAt(last[0], valueText(last[1], headline?.format));
  if (first === last) return `${what} is ${end}`;
  const { value } = first[1];
  return `${what} goes from ${valueAt(first[0], valueText({ value }, headline?.format))} to ${end}`;
}

/** With its interval where it has one. */
function valueText(
  { value, low, high }: Pick<Reading, "value" | "low" | "high">,
  format: Headline["format"] = "number",
): string {
  const text = (number: number) =>
    format === "percent" ? percent(number, 1) : readingText(number, 3);
  const interval =
    low === undefined || high === undefined || low === high
      ? ""
      : ` (95% interval ${text(low)} to ${text(high)})`;
  return `${text(value!)}${interval}`;
}
