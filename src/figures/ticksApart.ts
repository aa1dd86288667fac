/** Those of the numbers, the last one among them, of which no two are nearer than one part in `parts` of their range. */
export function ticksApart(
  numbers: readonly number[],
  place: (value: number) => number,
  parts: number,
): number[] {
  const least = (place(numbers.at(-1)!) - place(numbers[0]!)) / parts;
  const kept: number[] = [];
  for (const value of numbers.toReversed()) {
    if (kept.length === 0 || place(kept.at(-1)!) - place(value) >= least) kept.push(value);
  }
  return kept;
}

/** Where a number stands on an axis that is logarithmic away from 0 and has a place for 0. */
export function symlog(x: number): number {
  return Math.sign(x) * Math.log1p(Math.abs(x));
}
