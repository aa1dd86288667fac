/**
 * How far a point is from the edge of a shape, negative inside. Shapes lie around the origin and reach about as far as the
 * circle of radius 1; x grows to the right, y downwards.
 */
export type SignedDistance = (x: number, y: number) => number;

/** How far from the origin the farthest point of any shape is at most. */
export const reach = 1.35;

/** The silhouettes, by name. */
export const shapes: Readonly<Record<string, SignedDistance>> = {
  circle: (x, y) => Math.hypot(x, y) - 0.88,
  square: polygon([
    [-0.8, -0.8],
    [0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ]),
  triangle: polygon([
    [0, -1],
    [1.05, 0.8],
    [-1.05, 0.8],
  ]),
  star: polygon(
    Array.from({ length: 10 }, (_, corner) => {
      const radius = corner % 2 === 0 ? 1.15 : 0.5;
      const angle = (Math.PI * corner) / 5;
      return [radius * Math.sin(angle), -radius * Math.cos(angle)];
    }),
  ),
  cross: polygon([
    [-0.36, -1],
    [0.36, -1],
    [0.36, -0.36],
    [1, -0.36],
    [1, 0.36],
    [0.36, 0.36],
    [0.36, 1],
    [-0.36, 1],
    [-0.36, 0.36],
    [-1, 0.36],
    [-1, -0.36],
    [-0.36, -0.36],
  ]),
  ring: (x, y) => Math.abs(Math.hypot(x, y) - 0.72) - 0.28,
  crescent: (x, y) => Math.max(Math.hypot(x, y) - 1, 0.8 - Math.hypot(x - 0.55, y)),
  arrow: polygon([
    [-1, -0.36],
    [0.05, -0.36],
    [0.05, -0.95],
    [1.05, 0],
    [0.05, 0.95],
    [0.05, 0.36],
    [-1, 0.36],
  ]),
};

/** The distance from a polygon: that from its nearest side, inside where a ray crosses an odd number of sides. */
function polygon(corners: readonly (readonly [number, number])[]): SignedDistance {
  const sides = corners.map(([x, y], corner) => {
    const [endX, endY] = corners[(corner + 1) % corners.length]!;
    const [alongX, alongY] = [endX - x, endY - y];
    return { x, y, alongX, alongY, inverse: 1 / (alongX * alongX + alongY * alongY) };
  });
  return (px, py) => {
    let least = Number.POSITIVE_INFINITY;
    let inside = false;
    for (const { x, y, alongX, alongY, inverse } of sides) {
      const [fromX, fromY] = [px - x, py - y];
      const along = Math.min(1, Math.max(0, (fromX * alongX + fromY * alongY) * inverse));
      const [awayX, awayY] = [fromX - along * alongX, fromY - along * alongY];
      least = Math.min(least, awayX * awayX + awayY * awayY);
      const crosses = fromY >= 0 !== fromY - alongY >= 0;
      if (crosses && fromX < (fromY * alongX) / alongY) inside = !inside;
    }
    return inside ? -Math.sqrt(least) : Math.sqrt(least);
  };
}
