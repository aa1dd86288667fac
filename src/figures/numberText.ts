import { notANumber, percent } from "./text.ts";

/** How numbers are written: fractions as percentages, or as they are. */
export type NumberFormat = "percent" | "number";

/**
 * Writes numbers of one kind alike: with as many digits behind the point as tell them apart, with a power of ten where all
 * are tiny or one is huge, and with a true minus sign.
 */
export function numberTexts(
  values: readonly number[],
  format: NumberFormat,
  digits = digitsFor(values, format),
): (value: number) => string {
  const size = largest(values.filter((value) => Number.isFinite(value)).map(Math.abs));
  const isPower = format === "number" && size > 0 && (size < 5e-3 || size >= 1e5);
  return (value) => {
    if (!Number.isFinite(value)) return notANumber;
    if (format === "percent") return signed(percent(value, digits));
    return signed(isPower && value !== 0 ? value.toExponential(1) : value.toFixed(digits));
  };
}

/** Writes numbers of different sizes: each with two digits that count, `0.14%`, `4.7%`, `25%`. */
export function sizeTexts(format: NumberFormat): (value: number) => string {
  return (value) => {
    if (!Number.isFinite(value)) return notANumber;
    const shown = format === "percent" ? 100 * value : value;
    const text = Math.abs(shown) < 100 ? String(Number(shown.toPrecision(2))) : shown.toFixed(0);
    return `${signed(text)}${format === "percent" ? "%" : ""}`;
  };
}

/** Rounded to 0, a number has no sign. */
function signed(text: string): string {
  const isZero = Number.parseFloat(text) === 0;
  return (isZero ? text.replace("-", "") : text).replace("e+", "e").replaceAll("-", "−");
}

/** About three digits of what lies between the values, or of the largest where they are all alike. */
function digitsFor(values: readonly number[], format: NumberFormat): number {
  const finite = values.filter((value) => Number.isFinite(value));
  const most = largest(finite);
  const size = most + largest(finite.map((value) => -value)) || Math.abs(most) || 1;
  const scaled = (format === "percent" ? 20 : 0.4998) * size;
  return Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(scaled))));
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}
