/**
 * Points in the plane moved, turned and, where it brings them nearer, mirrored, so that they lie as near as can be to
 * others, which they belong to one by one. Their distances from each other stay as they are.
 *
 * Shape: points [N, 2], onto [N, 2] -> [N, 2]
 * @source Schönemann 1966, Psychometrika 31, 1–10 (orthogonal Procrustes problem), in the plane, where the best turn and
 * the best mirrored turn each have an angle in closed form
 */
export function turnedOnto(points: Float64Array, onto: Float64Array): Float64Array {
  const [from, to] = [centreOf(points), centreOf(onto)];
  // Sums of products of coordinates: of the points' x or y with the others' x or y.
  let [xx, xy, yx, yy] = [0, 0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at]! - from.x, points[at + 1]! - from.y];
    const [u, v] = [onto[at]! - to.x, onto[at + 1]! - to.y];
    xx += x * u;
    xy += x * v;
    yx += y * u;
    yy += y * v;
  }
  const turn = { along: xx + yy, across: xy - yx };
  const mirrored = { along: xx - yy, across: xy + yx };
  const isMirrored =
    Math.hypot(mirrored.along, mirrored.across) > Math.hypot(turn.along, turn.across);
  const { along, across } = isMirrored ? mirrored : turn;
  const angle = Math.atan2(across, along);
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const moved = new Float64Array(points.length);
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at]! - from.x;
    const y = isMirrored ? from.y - points[at + 1]! : points[at + 1]! - from.y;
    moved[at] = cosine * x - sine * y + to.x;
    moved[at + 1] = sine * x + cosine * y + to.y;
  }
  return moved;
}

function centreOf(points: Float64Array): { readonly x: number; readonly y: number } {
  let [x, y] = [0, 0];
  for (let at = 0; at < points.length; at += 2) {
    x += points[at]!;
    y += points[at + 1]!;
  }
  return { x: (2 * x) / points.length, y: (2 * y) / points.length };
}
