/**
 * How many of the components with most variance it takes for a share of all variance: the smallest number whose sum is the
 * share or more. 0 where there is no variance.
 *
 * Shape: variances [K], largest first
 * @source Jolliffe 2002, "Principal Component Analysis", section 6.1.1
 */
export function componentsFor(variances: ArrayLike<number>, share: number): number {
  const total = sumOf(variances);
  if (total === 0) return 0;
  // A sum that is short of the share by rounding has reached it.
  const needed = total * (share - 1e-12);
  let sum = 0;
  for (let at = 0; at < variances.length; at++) {
    sum += variances[at]!;
    if (sum >= needed) return at + 1;
  }
  return variances.length;
}

/**
 * Over how many directions variance is spread: (Σλ)² / Σλ², which is K where K directions have the same and 1 where one
 * has all. Null where there is no variance.
 *
 * Shape: variances [K], in any order
 * @source Abbott, Rajan & Sompolinsky 2011, "Interactions between intrinsic and stimulus-evoked activity in recurrent
 * neural networks", in "The Dynamic Brain"
 */
export function participationRatio(variances: ArrayLike<number>): number | null {
  let squares = 0;
  for (let at = 0; at < variances.length; at++) squares += variances[at]! ** 2;
  return squares === 0 ? null : sumOf(variances) ** 2 / squares;
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  return sum;
}
