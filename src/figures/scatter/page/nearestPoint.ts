/** Points in the unit square, and which of them are there. */
export interface Points {
  /** Shape: [N, 2] */
  readonly positions: ArrayLike<number>;
  readonly isShown: (index: number) => boolean;
}

/** The shown point that is nearest to (x, y) and no farther than `reach`; nothing where there is none. */
export function nearestPoint(
  { positions, isShown }: Points,
  [x, y]: readonly [number, number],
  reach: number,
): number | undefined {
  let nearest: number | undefined;
  let least = reach;
  for (let index = 0; 2 * index < positions.length; index++) {
    const distance = Math.hypot(positions[2 * index]! - x, positions[2 * index + 1]! - y);
    if (distance <= least && isShown(index)) {
      nearest = index;
      least = distance;
    }
  }
  return nearest;
}
