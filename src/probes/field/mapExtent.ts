/** How far a map of weights reaches. */
export interface Extent {
  /** Deviation of the weight around its centre, the mean of rows and columns. Units: pixels */
  readonly radius: number;
  /** Pixels above a share of the peak. */
  readonly pixels: number;
}

/** What lies beyond two deviations of a normal distribution. */
const peakShare = 1 - 0.9545;

/**
 * How far a map reaches whose numbers are none below 0.
 *
 * Shape: map [H, W]
 * @source Luo et al. 2016, arXiv:1701.04128, section 3 (pixels above 1 - 95.45 % of the peak)
 */
export function extentOf(map: Float64Array, width: number): Extent {
  const peak = map.reduce((most, value) => Math.max(most, value), 0);
  let [total, row, column] = [0, 0, 0];
  let pixels = 0;
  map.forEach((value, at) => {
    total += value;
    row += value * Math.floor(at / width);
    column += value * (at % width);
    if (value > peakShare * peak) pixels++;
  });
  const [centreRow, centreColumn] = [row / total, column / total];
  const squares = map.reduce(
    (sum, value, at) =>
      sum +
      value * ((Math.floor(at / width) - centreRow) ** 2 + ((at % width) - centreColumn) ** 2),
    0,
  );
  return { radius: Math.sqrt(squares / total / 2), pixels };
}
