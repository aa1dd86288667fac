import { ShapeError } from "../core/errors.ts";
import { sameShape, showShape } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { slice } from "./pad.ts";
import { checkAxes, checkSameFloat, noMacs } from "./shapeRules.ts";

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
    const first = inputs[0]!.shape;
    const parts = inputs.map((part, index) => [`part ${index}`, part] as const);
    const dtype = checkSameFloat("concatenate", Object.fromEntries(parts));
    checkAxes("concatenate", first, [axis]);
    let total = 0;
    for (const part of inputs) {
      const { shape } = part;
      if (shape.length !== first.length || !sameShape(shape.with(axis, 0), first.with(axis, 0))) {
        throw new ShapeError(
          `Cannot concatenate ${showShape(first)} and ${showShape(shape)} along ${axis}: needs equal extents elsewhere`,
        );
      }
      total += shape[axis]!;
    }
    return [{ dtype, shape: first.with(axis, total) }];
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
  const [own] = checkAxes("concatenate", shapeOf(parts[0]!), [axis]);
  return parts.length === 1 ? parts[0]! : applySingle(concatOp, parts, { axis: own! });
}
