import { ShapeError } from "../../core/errors.ts";
import { pixelAt } from "./edges.ts";

/** How far images move and what enters at the edges. */
export interface ShiftOptions {
  /** Number of planes: images times channels. */
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** Pixels to the right; negative moves left. */
  readonly dx: number;
  /** Pixels down; negative moves up. */
  readonly dy: number;
  /**
   * `zero`: zeros are shifted in. `circular`: what leaves at one edge enters at the other. `reflect`: the mirror image
   * enters, which begins beside the outermost pixel.
   */
  readonly mode: "zero" | "circular" | "reflect";
}

/**
 * Moves images by whole pixels.
 *
 * Shape: images [N, C, H, W] -> out [N, C, H, W], another array, with count = N·C
 * Units: dx and dy in pixels
 * @throws {ShapeError} when an array does not have count·height·width bytes
 * @throws {RangeError} when dx or dy is not whole
 */
export function shiftImages(images: Uint8Array, out: Uint8Array, options: ShiftOptions): void {
  checkShift(images, out, options);
  const { count, height, width, mode } = options;
  const circular = mode === "circular";
  const dx = circular ? options.dx % width : options.dx;
  const dy = circular ? options.dy % height : options.dy;
  const isGone = count === 0 || Math.abs(dx) >= width || Math.abs(dy) >= height;
  if (isGone && mode !== "reflect") {
    out.fill(0);
    return;
  }
  if (!isGone) moveRun(images, out, dy * width + dx);
  if (mode === "zero") clearEdges(out, { ...options, dx, dy });
  else fillEdges(images, out, { ...options, dx, dy });
}

function checkShift(images: Uint8Array, out: Uint8Array, options: ShiftOptions): void {
  const { count, height, width, dx, dy } = options;
  if (!Number.isInteger(dx) || !Number.isInteger(dy)) {
    throw new RangeError(`Cannot shift images: dx = ${dx}, dy = ${dy}, needs whole pixels`);
  }
  const size = count * height * width;
  if (images.length !== size || out.length !== size) {
    throw new ShapeError(
      `Cannot shift images: ${images.length} bytes in, ${out.length} out, [${count}, ${height}, ${width}] needs ${size}`,
    );
  }
}

/** Moves all pixels of all images as one long run; rows spill into the next row, images into their neighbours. */
function moveRun(images: Uint8Array, out: Uint8Array, offset: number): void {
  if (offset >= 0) out.set(images.subarray(0, images.length - offset), offset);
  else out.set(images.subarray(-offset));
}

function clearEdges(out: Uint8Array, { height, width, dx, dy }: ShiftOptions): void {
  const firstRow = dy >= 0 ? 0 : height + dy;
  for (let start = firstRow * width; dy !== 0 && start < out.length; start += height * width) {
    out.fill(0, start, start + Math.abs(dy) * width);
  }
  const firstColumn = dx >= 0 ? 0 : width + dx;
  const columns = Math.abs(dx);
  for (let start = firstColumn; start < out.length; start += width) {
    for (let x = 0; x < columns; x++) out[start + x] = 0;
  }
}

function fillEdges(images: Uint8Array, out: Uint8Array, options: ShiftOptions): void {
  const { height, width, dx, dy, mode } = options;
  const edge: number[] = [];
  const source: number[] = [];
  const enter = (y: number, x: number) => {
    edge.push(y * width + x);
    source.push(pixelAt(y - dy, height, mode) * width + pixelAt(x - dx, width, mode));
  };
  const rows = entering(height, dy);
  const columns = entering(width, dx);
  for (let y = 0; y < height; y++) {
    const [from, to] = y >= rows[0] && y < rows[1] ? [0, width] : columns;
    for (let x = from; x < to; x++) enter(y, x);
  }
  for (let start = 0; start < out.length; start += height * width) {
    for (let i = 0; i < edge.length; i++) out[start + edge[i]!] = images[start + source[i]!]!;
  }
}

/** The first of the rows or columns that nothing is moved into, and the one after the last. */
function entering(extent: number, offset: number): readonly [number, number] {
  return offset >= 0 ? [0, Math.min(offset, extent)] : [Math.max(extent + offset, 0), extent];
}
