import type { DigitShape } from "./digitShapes.ts";

/** The path of a pen as short straight pieces: piece i goes from point i - 1 to point i unless the pen was lifted. */
export interface PenPath {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Half the width of the line at each point; filled in by who draws. */
  readonly radius: Float64Array;
  /** 1 where the pen comes down on point i, so that no piece leads there. */
  readonly starts: Uint8Array;
  /** Number of points in use. */
  length: number;
}

/** Straight pieces between two points of a shape: so many that no bend shows in an image of 20 pixels. */
const pieces = 5;

/** How much each of four successive points weighs at the end of each piece between the second and the third. */
const weights = Array.from({ length: pieces }, (_, piece) => splineWeights((piece + 1) / pieces));

/** An empty path with room for a shape of `points` points. */
export function makePenPath(points: number): PenPath {
  const room = points * pieces;
  return {
    x: new Float64Array(room),
    y: new Float64Array(room),
    radius: new Float64Array(room),
    starts: new Uint8Array(room),
    length: 0,
  };
}

/** Where the points of a shape were put by a writer. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Writes the curve through `points`, with the corners and pen lifts of `shape`, into `path`. */
export function tracePath(shape: DigitShape, { x, y }: Points, path: PenPath): void {
  const { starts, corners } = shape;
  let length = 0;
  for (let i = 0; i < starts.length; i++) {
    if (starts[i]) {
      path.x[length] = x[i]!;
      path.y[length] = y[i]!;
      path.starts[length++] = 1;
      continue;
    }
    // At a corner or an end the curve does not look further: the point stands in for its missing neighbour.
    const before = starts[i - 1] || corners[i - 1] ? i - 1 : i - 2;
    const after = corners[i] || (starts[i + 1] ?? true) ? i : i + 1;
    for (const [a, b, c, d] of weights) {
      path.x[length] = a * x[before]! + b * x[i - 1]! + c * x[i]! + d * x[after]!;
      path.y[length] = a * y[before]! + b * y[i - 1]! + c * y[i]! + d * y[after]!;
      path.starts[length++] = 0;
    }
  }
  path.length = length;
}

/** @source Catmull, Rom 1974, "A class of local interpolating splines", the uniform cubic one */
function splineWeights(t: number): readonly [number, number, number, number] {
  return [
    (-t + 2 * t ** 2 - t ** 3) / 2,
    (2 - 5 * t ** 2 + 3 * t ** 3) / 2,
    (t + 4 * t ** 2 - 3 * t ** 3) / 2,
    (-(t ** 2) + t ** 3) / 2,
  ];
}
