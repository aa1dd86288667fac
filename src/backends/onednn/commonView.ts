import { type Shape, sameShape, sizeOf } from "../../core/shape.ts";
import type { Engine, Layout } from "./engine.ts";

/**
 * Two layouts of one tensor under one shape, so that a reorder can go from one to the other: grouped weights have a
 * dimension for their groups, folded images one for the pair of rows. Null where that takes a detour over plain memory.
 */
export function commonView(
  engine: Engine,
  from: Layout,
  to: Layout,
): { readonly from: Layout; readonly to: Layout } | null {
  if (from.folded || to.folded) {
    const [source, target] = [inRowPairs(engine, from), inRowPairs(engine, to)];
    return source && target ? { from: source, to: target } : null;
  }
  if (sameShape(from.shape, to.shape)) return { from, to };
  if (to.plain) return { from, to: engine.plain(from.shape, to.dtype) };
  if (from.plain) return { from: engine.plain(to.shape, from.dtype), to };
  return null;
}

/** An image layout as [N, C, H/2, 2, W] with the strides that it has there; null for blocked layouts. */
function inRowPairs(engine: Engine, layout: Layout): Layout | null {
  const [n, c, h, w] = layout.folded || layout.shape.length === 4 ? layout.shape : [];
  if (n === undefined) return null;
  const { dtype } = layout;
  const pairs: Shape = [n, c!, h! / 2, 2, w!];
  if (layout.plain) return engine.plain(pairs, dtype);
  const image = sizeOf([c!, h!, w!]);
  if (layout.folded) {
    return engine.strided(pairs, dtype, [image, 1, 2 * w! * c!, c!, 2 * c!]);
  }
  if (engine.equal(layout, engine.channelsLast(layout.shape, dtype))) {
    return engine.strided(pairs, dtype, [image, 1, 2 * w! * c!, w! * c!, c!]);
  }
  return null;
}
