import { ShapeError } from "../core/errors.ts";
import { showShape } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { concat } from "./concat.ts";
import { slice } from "./pad.ts";
import { reshape } from "./reshape.ts";
import { checkAxes } from "./shapeRules.ts";

/**
 * The parts of those extents that lie one after the other along one dimension: what `concat` joins again.
 *
 * Shape: [.., a + b + …, ..] -> [.., a, ..], [.., b, ..], …
 * @throws {ShapeError} when the extents do not add up to that of x
 * @source PyTorch 1.13 documentation of torch.split
 */
export function split(x: Value, extents: readonly number[], axis = 0): Value[] {
  const shape = shapeOf(x);
  const [own] = checkAxes("split", shape, [axis]);
  const total = extents.reduce((sum, extent) => sum + extent, 0);
  if (total !== shape[own!]) {
    throw new ShapeError(
      `Cannot split ${showShape(shape)} along ${axis} into ${extents.join(" + ")}: needs extents that add up to ${shape[own!]}`,
    );
  }
  let from = 0;
  return extents.map((extent) => {
    const start = shape.map((_, at) => (at === own ? from : 0));
    from += extent;
    return slice(x, start, shape.with(own!, extent));
  });
}

/**
 * Values of one shape along a new dimension, which becomes dimension `axis` of the result.
 *
 * Shape: n values [d0, …] -> [.., n, ..]
 * @throws {ShapeError} when their shapes differ
 */
export function stack(values: readonly Value[], axis = 0): Value {
  const shape = shapeOf(values[0]!);
  const [own] = checkAxes("stack", [...shape, 1], [axis]);
  return concat(
    values.map((value) => reshape(value, shapeOf(value).toSpliced(own!, 0, 1))),
    own!,
  );
}
