import { ShapeError } from "../core/errors.ts";
import { sameShape, showShape } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { slice } from "./pad.ts";
import { checkAxes, checkFloat, f32, noMacs } from "./shapeRules.ts";

export interface ConcatAttrs {
  readonly axis: number;
}

/**
 * Values laid one after the other along one dimension.
 *
 * Shape: [.., a, ..], [.., b, ..], … -> [.., a + b + …, ..]
 * @throws {ShapeError} when the other dimensions differ
 * @source own definition: the gradient of each part is its slice
 */
export const concatOp: Op<ConcatAttrs> = {
  name: "concat",
  infer: (inputs, { axis }) => {
    const [first] = inputs;
    checkFloat("concatenate", "the first part", first!);
    checkAxes("concatenate", first!.shape, [axis]);
    const total = inputs.reduce((extent, { shape }) => extent + (shape[axis] ?? 0), 0);
    for (const { shape } of inputs) {
      if (!sameShape(shape.with(axis, 0), first!.shape.with(axis, 0))) {
        throw new ShapeError(
          `Cannot concatenate ${showShape(first!.shape)} and ${showShape(shape)} along ${axis}: needs equal extents elsewhere`,
        );
      }
    }
    return [f32(first!.shape.with(axis, total))];
  },
  gradient: ({ inputs, attrs: { axis }, dys: [dy] }) => {
    let from = 0;
    return inputs.map((part) => {
      const shape = shapeOf(part);
      const start = shape.map((_, own) => (own === axis ? from : 0));
      from += shape[axis]!;
      return slice(dy!, start, shape);
    });
  },
  macs: noMacs,
};

/** Values laid one after the other along `axis`. */
export function concat(parts: readonly Value[], axis = 0): Value {
  return parts.length === 1 ? parts[0]! : applySingle(concatOp, parts, { axis });
}
