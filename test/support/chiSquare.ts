/**
 * How far counts lie from all being equally likely, in standard deviations of what chance makes of it: below 4 nearly
 * always.
 */
export function chiSquareExcess(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count) / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const degrees = counts.length - 1;
  return (chiSquare - degrees) / Math.sqrt(2 * degrees);
}
