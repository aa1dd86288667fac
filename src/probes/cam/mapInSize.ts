import { sourceOf } from "../../ops/resize2d.ts";

/** Height and width. Units: pixels, or positions of a layer */
export type Extents = readonly [height: number, width: number];

/**
 * A map in the size of the image: between four positions in proportion to their distances, both covering the same area.
 *
 * Shape: [h, w] -> [H, W]
 * @source PyTorch 1.13 documentation of torch.nn.functional.interpolate, bilinear without align_corners
 */
export function mapInSize(map: Float32Array, from: Extents, to: Extents): Float32Array {
  const [rows, columns] = [0, 1].map((axis) =>
    Array.from({ length: to[axis]! }, (_, index) =>
      sourceOf("centres", index, { from: from[axis]!, to: to[axis]! }),
    ),
  );
  const width = from[1];
  return Float32Array.from({ length: to[0] * to[1] }, (_, at) => {
    const row = rows![Math.floor(at / to[1])]!;
    const column = columns![at % to[1]]!;
    const along = (line: number) =>
      (1 - column.weight) * map[line * width + column.low]! +
      column.weight * map[line * width + column.high]!;
    return (1 - row.weight) * along(row.low) + row.weight * along(row.high);
  });
}
