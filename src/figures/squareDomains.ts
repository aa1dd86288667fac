/**
 * Of x and y: as wide as the points' longer side and a little more, with the points in the middle, so that both are drawn
 * at one scale.
 *
 * Shape: positions [N, 2]
 */
export function squareDomains(
  positions: ArrayLike<number>,
): readonly [x: readonly [number, number], y: readonly [number, number]] {
  const [x, y] = [rangeOf(positions, 0), rangeOf(positions, 1)];
  const extent = 1.06 * Math.max(x.half, y.half) || 1;
  return [
    [x.middle - extent, x.middle + extent],
    [y.middle - extent, y.middle + extent],
  ];
}

function rangeOf(positions: ArrayLike<number>, axis: number) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = axis; at < positions.length; at += 2) {
    low = Math.min(low, positions[at]!);
    high = Math.max(high, positions[at]!);
  }
  return { middle: (low + high) / 2, half: (high - low) / 2 };
}
