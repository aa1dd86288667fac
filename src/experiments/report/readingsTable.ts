import type { ReportTable } from "../../figures/reportTable.ts";
import type { Measurement, ProbePoint, Reading } from "../../probing/measurement.ts";
import {
  epochsOf,
  type FoundNumber,
  foundNumbers,
  readingCell,
  readingText,
} from "./foundNumbers.ts";

/** More rows would not be read: the figures' data have them all. */
const mostRows = 40;

/**
 * What a probe found at the first, the middle and the last epoch at which it was asked; where there are too many numbers,
 * the first quantities alone.
 */
export function readingsTable(points: readonly ProbePoint[]): ReportTable {
  const all = foundNumbers(points);
  const shown = firstQuantities(all);
  const epochs = firstMiddleLast(epochsOf(points));
  const severalRuns = new Set(all.map(({ run }) => run)).size > 1;
  return tableOf({
    caption: captionOf(epochs, shown, all.length - shown.length),
    values: epochs.map((epoch) => `epoch ${epoch}`),
    lines: shown.map((line) => ({
      ...line,
      run: severalRuns ? line.run : undefined,
      cells: epochs.map((epoch) => cellOf(line.at.get(epoch))),
      chance: chanceOf(line),
    })),
  });
}

/**
 * What only several checkpoints or runs together tell, as a table; nothing where that is no number. Where there is one run,
 * its name is not said.
 */
export function overviewTable(
  { readings }: Measurement,
  runs: readonly string[],
): ReportTable | undefined {
  if (readings.length === 0) return undefined;
  const shown = readings.slice(0, mostRows);
  return tableOf({
    caption: `All that was measured, taken together${restText(readings.length - shown.length)}`,
    values: ["value"],
    lines: shown.map((reading) => ({
      ...reading,
      of: runs.length === 1 ? withoutRun(reading.of, runs[0]!) : reading.of,
      run: undefined,
      cells: [cellOf(reading) ?? `none: ${reading.reason}`],
    })),
  });
}

function withoutRun(of: string | undefined, run: string): string | undefined {
  if (of === run) return undefined;
  return of?.startsWith(`${run}, `) ? of.slice(run.length + 2) : of;
}

/** A row before it is known which columns there are. */
interface TableLine {
  readonly run: string | undefined;
  readonly quantity: string;
  readonly layer?: string | undefined;
  readonly of?: string | undefined;
  /** One for each column of values. */
  readonly cells: readonly (string | null)[];
  readonly chance?: Reading["chance"];
}

/** A table that has only those columns of which a line has something. */
function tableOf({
  caption,
  values,
  lines,
}: {
  readonly caption: string;
  readonly values: readonly string[];
  readonly lines: readonly TableLine[];
}): ReportTable {
  const names = (["run", "quantity", "layer", "of"] as const).filter((name) =>
    lines.some((line) => line[name] !== undefined),
  );
  const hasChance = lines.some(({ chance }) => chance !== undefined);
  const numbers = [...values, ...(hasChance ? ["by chance"] : [])];
  return {
    caption,
    columns: [...names, ...numbers],
    rows: lines.map((line) => [
      ...names.map((name) => line[name] ?? ""),
      ...line.cells,
      ...(hasChance ? [chanceText(line.chance)] : []),
    ]),
    align: [...names.map(() => "left" as const), ...numbers.map(() => "right" as const)],
  };
}

/** Whole quantities as far as there is room, at least the first. */
function firstQuantities(lines: readonly FoundNumber[]): readonly FoundNumber[] {
  const quantities = [...new Set(lines.map(({ quantity }) => quantity))];
  const shown: FoundNumber[] = [];
  for (const name of quantities) {
    const own = lines.filter(({ quantity }) => quantity === name);
    if (shown.length > 0 && shown.length + own.length > mostRows) break;
    shown.push(...own);
  }
  return shown.slice(0, mostRows);
}

function firstMiddleLast(epochs: readonly number[]): number[] {
  const [first, last] = [epochs[0]!, epochs.at(-1)!];
  return [...new Set([first, epochs[epochs.length >> 1]!, last])];
}

function captionOf(epochs: readonly number[], shown: readonly FoundNumber[], rest: number): string {
  const when =
    epochs.length === 1
      ? `After epoch ${epochs[0]}`
      : "After the first, a middle and the last epoch asked";
  const readings = shown.flatMap(({ at }) => epochs.flatMap((epoch) => at.get(epoch) ?? []));
  const brackets = readings.some(({ low }) => low !== undefined)
    ? "; in brackets: 95% interval"
    : "";
  const reasons = [...new Set(readings.flatMap(({ reason }) => reason ?? []))];
  const why = reasons.length === 0 ? "" : `; –: ${reasons.slice(0, 2).join(", or ")}`;
  return `${when}${brackets}${why}${restText(rest)}`;
}

function restText(rest: number): string {
  if (rest === 0) return "";
  return `; ${rest} more ${rest === 1 ? "number is" : "numbers are"} in the data of the figures`;
}

function cellOf(reading: Reading | undefined): string | null {
  return reading ? readingCell(reading) : null;
}

/** That of the last epoch that has one. */
function chanceOf({ at }: FoundNumber): Reading["chance"] {
  return [...at.values()].findLast(({ chance }) => chance !== undefined)?.chance;
}

function chanceText(chance: Reading["chance"]): string | null {
  if (chance === undefined) return null;
  const [low, high] = chance.map((end) => readingText(end, 3));
  return low === high ? low! : `${low} to ${high}`;
}
