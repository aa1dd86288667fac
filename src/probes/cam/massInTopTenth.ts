/**
 * The share of a map's sum that its highest tenth of pixels holds; 0.1 where all are the same.
 *
 * Shape: [H, W] -> a fraction
 * @source own design
 */
export function massInTopTenth(map: Float32Array): number {
  const sorted = map.toSorted();
  const first = sorted.length - Math.max(1, Math.round(sorted.length / 10));
  const sum = sorted.reduce((total, value) => total + value, 0);
  return sorted.subarray(first).reduce((total, value) => total + value, 0) / sum;
}
