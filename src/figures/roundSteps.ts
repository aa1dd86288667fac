/** Most steps from the first to the last number. */
const mostSteps = 5;

/** Numbers in equal steps of 1, 2 or 5 times a power of ten, from the last at or below `low` to the first at or above `high`. */
export function roundSteps(low: number, high: number): number[] {
  const range = high - low || 1;
  const power = 10 ** Math.floor(Math.log10(range / mostSteps));
  const step = [1, 2, 5, 10].map((size) => size * power).find((size) => fits(low, high, size))!;
  const first = Math.floor(low / step + rounding);
  const last = Math.max(first + 1, Math.ceil(high / step - rounding));
  // Divided where that is exact: three tenths, not three times a tenth.
  const at = (count: number) => (step < 1 ? count / Math.round(1 / step) : count * step);
  return Array.from({ length: last - first + 1 }, (_, index) => at(first + index));
}

/** What a quotient may be off by without being another whole number. */
const rounding = 1e-9;

function fits(low: number, high: number, step: number): boolean {
  return Math.ceil(high / step - rounding) - Math.floor(low / step + rounding) <= mostSteps + 1;
}
