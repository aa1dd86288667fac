import { bandDomain } from "./bandDomain.ts";

/** Ends of a logarithmic axis, and the numbers to be written on it. */
export interface RoundDomain {
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
}

/** More numbers than this are thinned. */
const mostTicks = 7;
/** What the numbers on a logarithmic axis begin with, the most of them that there is room for. */
const steps = [[1, 2, 5], [1, 3], [1]] as const;

/**
 * The numbers 1, 2 and 5 times powers of ten around the values; wide intervals, and those that reach to 0, are cut off.
 * All values are above 0.
 */
export function roundDomain(
  values: readonly number[],
  bandEnds: readonly number[] = [],
): RoundDomain {
  if (values.length === 0) return { domain: [1, 10], ticks: [1, 10] };
  const logs = values.map(Math.log10);
  const ends = bandEnds.filter((end) => end > 0).map(Math.log10);
  const all = [...logs, ...ends];
  const cut = bandDomain(logs, ends);
  const [low, high] = cut ?? [Math.min(...all), Math.max(...all)];
  const powers = Array.from(
    { length: Math.ceil(high) - Math.floor(low) + 1 },
    (_, at) => Math.floor(low) + at,
  );
  const roundBy = (digits: readonly number[]) =>
    powers.flatMap((power) => digits.map((digit) => digit * 10 ** power));
  // Not to be led astray by the last digit of a logarithm.
  const round = roundBy(steps[0]);
  const from = round.findLastIndex((number) => Math.log10(number) <= low + 1e-9);
  const to = round.findIndex((number, at) => at > from && Math.log10(number) >= high - 1e-9);
  const domain = [round[from]!, round[to]!] as const;
  const inside = steps.map((digits) =>
    roundBy(digits).filter((number) => number >= domain[0] && number <= domain[1]),
  );
  return { domain, ticks: inside.find(({ length }) => length <= mostTicks) ?? inside.at(-1)! };
}
