import type { LayerSpec, Network } from "../../nn/network.ts";

/**
 * Where in the image the theoretical receptive field of a layer's centre unit lies.
 *
 * Units: pixels
 */
export interface FieldBox {
  /** The part of it that lies in the image; top and left may be halves. */
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  /** The most that can be seen: the field, or the image where it is smaller. */
  readonly pixels: number;
}

/**
 * The theoretical field around unit (⌊H'/2⌋, ⌊W'/2⌋), under the assumption that the units of a layer lie symmetrically
 * around the middle of the image; all of the image where a unit sees all of it.
 *
 * Shape: network [C, H, W], layer [C', H', W']
 * @source own derivation: a unit's centre is (H - 1)/2 + (⌊H'/2⌋ - (H' - 1)/2)·jump
 */
export function fieldBoxOf(
  { inputShape }: Network,
  { shape, receptiveField }: LayerSpec,
): FieldBox {
  const [rows, columns] = ([0, 1] as const).map((axis) => {
    const extent = inputShape[axis + 1]!;
    const units = shape[axis + 1]!;
    if (!receptiveField) return { start: 0, length: extent, most: extent };
    const { size, jump } = receptiveField;
    const centre = (extent - 1) / 2 + (Math.floor(units / 2) - (units - 1) / 2) * jump[axis];
    const start = Math.max(0, centre - (size[axis] - 1) / 2);
    const end = Math.min(extent, centre + (size[axis] + 1) / 2);
    return { start, length: end - start, most: Math.min(size[axis], extent) };
  });
  return {
    top: rows!.start,
    left: columns!.start,
    height: rows!.length,
    width: columns!.length,
    pixels: rows!.most * columns!.most,
  };
}
