import { groupBy } from "../../figures/groupBy.ts";
import type { ProbePoint, Reading } from "../../probing/measurement.ts";

/** One number that a probe looks for, over the epochs of a run. */
export interface FoundNumber {
  readonly run: string;
  readonly quantity: string;
  readonly layer: string | undefined;
  readonly of: string | undefined;
  /** By epoch. */
  readonly at: ReadonlyMap<number, Reading>;
}

/** What a probe found, a line for each number: run by run and quantity by quantity, in the order in which they first come. */
export function foundNumbers(points: readonly ProbePoint[]): readonly FoundNumber[] {
  const lines = new Map<string, FoundNumber & { readonly at: Map<number, Reading> }>();
  for (const { run, epoch, readings } of points) {
    for (const reading of readings) {
      const { quantity, layer, of } = reading;
      const key = JSON.stringify([run, quantity, layer, of]);
      const line = lines.get(key) ?? { run, quantity, layer, of, at: new Map() };
      line.at.set(epoch, reading);
      lines.set(key, line);
    }
  }
  const groups = groupBy([...lines.values()], ({ run, quantity }) =>
    JSON.stringify([run, quantity]),
  );
  return [...groups.values()].flat();
}

/** The epochs at which a probe was asked, in order. */
export function epochsOf(points: readonly ProbePoint[]): readonly number[] {
  return [...new Set(points.map(({ epoch }) => epoch))].sort((a, b) => a - b);
}

/** Four digits: what a reader compares. Files have numbers in full. */
export function readingText(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits))).replace("-", "−");
}

/** Of the ends of an interval. */
const endDigits = 3;

/** A number with its interval where it has one: `0.71 (0.69 to 0.73)`; nothing where there is none. */
export function readingCell({ value, low, high }: Reading): string | null {
  if (value === null) return null;
  const interval =
    low === undefined || high === undefined
      ? ""
      : ` (${readingText(low, endDigits)} to ${readingText(high, endDigits)})`;
  return `${readingText(value)}${interval}`;
}

/** What a number is of: `dimension, conv2, class 3`. */
export function nameOfReading({ quantity, layer, of }: Pick<Reading, "quantity"> & Named): string {
  return [quantity, layer, of].filter((word) => word !== undefined).join(", ");
}

interface Named {
  readonly layer?: string | undefined;
  readonly of?: string | undefined;
}
