import {
  epochsOf,
  foundNumbers,
  nameOfReading,
  readingText,
} from "../experiments/report/foundNumbers.ts";
import type { Measurement, ProbePoint, Reading } from "../probing/measurement.ts";
import { isOnLadder } from "../runs/checkpoints.ts";
import { textTable } from "./textTable.ts";

/** More rows and columns are not read in a terminal. */
const mostRows = 60;
const mostEpochs = 10;

/** What a probe found, as a table with a row for each number and a column for each epoch; below, why some are none. */
export function readingsText(points: readonly ProbePoint[]): string {
  const lines = foundNumbers(points);
  if (lines.length === 0)
    return "It found no numbers; pictures and details are in the report and behind --json";
  const all = epochsOf(points);
  const epochs = shownEpochs(all);
  const shown = lines.slice(0, mostRows);
  const severalRuns = new Set(lines.map(({ run }) => run)).size > 1;
  const has = {
    layer: shown.some(({ layer }) => layer !== undefined),
    of: shown.some(({ of }) => of !== undefined),
  };
  const rows = shown.map((line) => [
    ...(severalRuns ? [line.run] : []),
    line.quantity,
    ...(has.layer ? [line.layer ?? null] : []),
    ...(has.of ? [line.of ?? null] : []),
    ...epochs.map((epoch) => valueText(line.at.get(epoch))),
  ]);
  const columns = [
    ...(severalRuns ? ["run"] : []),
    "quantity",
    ...(has.layer ? ["layer"] : []),
    ...(has.of ? ["of"] : []),
    ...epochs.map((epoch) => `epoch ${epoch}`),
  ];
  return [
    textTable({ columns, rows }),
    ...restLines(lines.length - shown.length, all.length - epochs.length),
    ...reasonsOf(points),
  ].join("\n");
}

/** What only several checkpoints or runs together tell; nothing where that is no number. */
export function overviewText({ readings }: Measurement): string[] {
  if (readings.length === 0) return [];
  const rows = readings
    .slice(0, mostRows)
    .map((reading) => [nameOfReading(reading), valueText(reading), intervalText(reading)]);
  return [
    [
      "Over all of it together:",
      textTable({ columns: ["quantity", "value", "95% interval"], rows }),
      ...restLines(readings.length - rows.length, 0),
      ...reasonLines(readings),
    ].join("\n"),
  ];
}

function shownEpochs(all: readonly number[]): readonly number[] {
  if (all.length <= mostEpochs) return all;
  const chosen = all.filter((epoch) => isOnLadder("log2", epoch) || epoch === all.at(-1));
  return chosen.length <= mostEpochs
    ? chosen
    : [...chosen.slice(0, 2), ...chosen.slice(2 - mostEpochs)];
}

function restLines(rows: number, epochs: number): string[] {
  const left = [
    ...(rows > 0 ? [`${rows.toLocaleString("en-US")} more numbers`] : []),
    ...(epochs > 0 ? [`${epochs} more epochs`] : []),
  ];
  return left.length === 0 ? [] : [`… ${left.join(" and ")}: --json tells all`];
}

/** With as many digits as a reader compares; where there is no number, a dash. */
function valueText(reading: Reading | undefined): string | null {
  return reading === undefined || reading.value === null ? null : readingText(reading.value);
}

function intervalText({ low, high }: Reading): string | null {
  return low === undefined || high === undefined
    ? null
    : `${readingText(low)} to ${readingText(high)}`;
}

function reasonsOf(points: readonly ProbePoint[]): string[] {
  return reasonLines(points.flatMap(({ readings }) => readings));
}

/** Each reason once, with how many numbers it is about and the first of them. */
function reasonLines(readings: readonly Reading[]): string[] {
  const reasons = new Map<string, Reading[]>();
  for (const reading of readings) {
    if (reading.reason === undefined) continue;
    reasons.set(reading.reason, [...(reasons.get(reading.reason) ?? []), reading]);
  }
  return [...reasons].map(([reason, [first, ...others]]) => {
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return `–: ${nameOfReading(first!)}${more}: ${reason}`;
  });
}
