import { UsageError } from "../../core/errors.ts";

/**
 * Refuses to move images out of their own frame: nothing of them would be left, or all would be where it was.
 *
 * Units: pixels
 * @throws {UsageError} when a shift is as large as the image, or larger
 * @source own design
 */
export function checkShift(shift: number, size: number, side: "width" | "height"): void {
  if (shift < size) return;
  throw new UsageError(
    `Cannot move images by ${shift} pixels: their ${side} is ${size}, needs ${size - 1} at most`,
  );
}
