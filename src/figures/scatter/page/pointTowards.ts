import type { Points } from "./nearestPoint.ts";

/**
 * The nearest shown point that lies in a direction of the given one, at most 45 degrees to its sides; the point itself
 * where there is none.
 */
export function pointTowards(
  { positions, isShown }: Points,
  from: number,
  [right, down]: readonly [number, number],
): number {
  let nearest = from;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; 2 * index < positions.length; index++) {
    const x = positions[2 * index]! - positions[2 * from]!;
    const y = positions[2 * index + 1]! - positions[2 * from + 1]!;
    const along = x * right + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * right);
    const distance = Math.hypot(x, y);
    if (index !== from && along > 0 && aside <= along && distance < least && isShown(index)) {
      nearest = index;
      least = distance;
    }
  }
  return nearest;
}
