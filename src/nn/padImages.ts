import { ShapeError } from "../core/errors.ts";
import { showShape } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { concat } from "../ops/concat.ts";
import { slice } from "../ops/pad.ts";
import type { Pair, Sides } from "../ops/window.ts";

/** What continues an image beyond its edges: the opposite edge, `cd|abcd|ab`, or its mirror image, `cb|abcd|cb`. */
export type Continuation = "circular" | "reflect";

/**
 * Surrounds images with what they hold themselves. For zeros there is the op `pad`.
 *
 * Shape: [N, C, H, W] -> [N, C, before + H + after, before + W + after]
 * @throws {ShapeError} when more is to be repeated than the image holds
 * @source PyTorch 1.13 documentation of torch.nn.functional.pad
 */
export function padImages(x: Value, [rows, columns]: Sides, mode: Continuation): Value {
  return extend(extend(x, { axis: 2, sides: rows, mode }), { axis: 3, sides: columns, mode });
}

function extend(
  x: Value,
  { axis, sides, mode }: { axis: 2 | 3; sides: Pair; mode: Continuation },
): Value {
  const [before, after] = sides;
  const extent = shapeOf(x)[axis]!;
  const most = mode === "circular" ? extent : extent - 1;
  if (Math.max(before, after) > most) {
    throw new ShapeError(
      `Cannot pad ${showShape(shapeOf(x))} by ${before} and ${after} along ${axis}: "${mode}" repeats what is there, needs at most ${most}`,
    );
  }
  const lines = (from: number, count: number): Value[] =>
    count === 0 ? [] : [slice(x, [0, 0, 0, 0].with(axis, from), shapeOf(x).with(axis, count))];
  const mirrored = (count: number, line: (i: number) => number): Value[] =>
    Array.from({ length: count }, (_, i) => lines(line(i), 1)).flat();
  const parts =
    mode === "circular"
      ? [...lines(extent - before, before), x, ...lines(0, after)]
      : [...mirrored(before, (i) => before - i), x, ...mirrored(after, (i) => extent - 2 - i)];
  return concat(parts, axis);
}
