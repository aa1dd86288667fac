import type { Engine, Layout } from "../engine.ts";

/** One dimension of a tensor's memory: the axis that moving along it moves along, and how far that goes. */
export interface MemoryDimension {
  readonly axis: number;
  readonly extent: number;
}

/**
 * The dimensions of a dense layout from the slowest to the fastest. Blocks of channels are an axis that comes twice:
 * [N, C, H, W] in blocks of 16 lies as N, C / 16, H, W, 16. Null for layouts with padding, and for those not of images.
 */
export function memoryOrder(engine: Engine, layout: Layout): readonly MemoryDimension[] | null {
  const { shape, dtype, plain } = layout;
  if (plain) return shape.map((extent, axis) => ({ axis, extent }));
  if (shape.length !== 4) return null;
  const [n, c, h, w] = shape as readonly [number, number, number, number];
  const kind = engine.imageLayouts(shape, dtype).findIndex((own) => engine.equal(own, layout));
  const block = [c, 16, 8][kind];
  if (block === undefined || c % block !== 0) return null;
  return [
    { axis: 0, extent: n },
    { axis: 1, extent: c / block },
    { axis: 2, extent: h },
    { axis: 3, extent: w },
    { axis: 1, extent: block },
  ];
}
