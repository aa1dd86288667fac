import type { Lowering } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import { sumRows } from "./sumRows.ts";

/**
 * Sums images that lie channels last over batch and space: first rows of images, which keeps the matrix wide, then the
 * pixels of one row.
 */
export function sumPixels(context: Lowering, images: Placed, target: Placed): void {
  const [, , , width] = images.layout.shape;
  const columns = target.layout.shape[0]! * width! * (images.layout.folded ? 2 : 1);
  const row = context.room(context.engine.plain([columns]));
  sumRows(context, images, row);
  sumRows(context, row, target);
}
