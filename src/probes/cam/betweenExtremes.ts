/** Of a map's largest size, what its values differ by through rounding alone. */
const roundingShare = 1e-6;

/**
 * A map as fractions between its lowest and its highest value. One that is the same everywhere, but for rounding, says
 * nothing of where: it becomes 0 everywhere, as one that was 0 everywhere stays so.
 *
 * Shape: [H, W] -> [H, W]
 * @source the usual scaling of class-activation maps, as in https://github.com/jacobgil/pytorch-grad-cam; flat maps: own
 * design
 */
export function betweenExtremes(map: Float32Array): Float32Array {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of map) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const range = most - least;
  const isFlat = !(range > roundingShare * Math.max(Math.abs(least), Math.abs(most)));
  return map.map((value) => (isFlat ? 0 : (value - least) / range));
}
