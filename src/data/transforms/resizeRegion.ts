import type { ImageFormat } from "../imageSet.ts";

/** A part of an image. Units: pixels */
export interface Region {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** Makes of a region of `image` an image of another size. */
export type ResizeRegion = (image: Uint8Array, out: Uint8Array, region: Region) => void;

/** Weights are whole multiples of 2^-22, so that 255 of them at their greatest stay within 32 bits. */
const precision = 22;

/**
 * Bilinear interpolation as Pillow has it: a pixel that is made smaller is the mean, weighted by a triangle, of all the
 * pixels that go into it. First rows, then columns are resized, in whole numbers; after each, bytes are rounded half up.
 *
 * Shape: a region [C, height, width] of an image [C, H, W] -> out [C, H', W']
 * @source Pillow 9.4, src/libImaging/Resample.c
 */
export function makeResizeRegion(
  input: ImageFormat,
  output: Pick<ImageFormat, "height" | "width">,
): ResizeRegion {
  const across = makeWindows(input.width, output.width);
  const down = makeWindows(input.height, output.height);
  const between = new Uint8Array(input.height * output.width);
  const [inSize, outSize] = [input.height * input.width, output.height * output.width];
  return (image, out, { top, left, height, width }) => {
    across.fit(width);
    down.fit(height);
    for (let channel = 0; channel < input.channels; channel++) {
      const first = channel * inSize + top * input.width + left;
      for (let y = 0; y < height; y++) {
        const lines = { from: first + y * input.width, to: y * output.width, step: 1 };
        applyWindows(image, between, across, lines);
      }
      for (let x = 0; x < output.width; x++) {
        const lines = { from: x, to: channel * outSize + x, step: output.width };
        applyWindows(between, out, down, lines);
      }
    }
  };
}

/** For each pixel of a resized line: the first pixel that goes into it, how many do, and their weights. */
interface Windows {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** Shape: [pixels, most] */
  readonly weights: Int32Array;
  /** Weights that a pixel has room for. */
  readonly most: number;
  /** Prepares for lines of `extent` pixels, if it is not so already. */
  fit(extent: number): void;
}

function makeWindows(longest: number, outExtent: number): Windows {
  const most = 2 * Math.ceil(Math.max(1, longest / outExtent)) + 1;
  const first = new Int32Array(outExtent);
  const count = new Int32Array(outExtent);
  const weights = new Int32Array(outExtent * most);
  const triangle = new Float64Array(most);
  let fitted = -1;

  function fit(extent: number): void {
    if (extent === fitted) return;
    fitted = extent;
    const scale = extent / outExtent;
    // Enlarging looks at the nearest two pixels.
    const radius = Math.max(1, scale);
    for (let i = 0; i < outExtent; i++) {
      const centre = (i + 0.5) * scale;
      const begin = Math.max(0, Math.trunc(centre - radius + 0.5));
      const end = Math.min(extent, Math.trunc(centre + radius + 0.5));
      let sum = 0;
      for (let x = begin; x < end; x++) {
        const distance = Math.abs((x - centre + 0.5) * (1 / radius));
        triangle[x - begin] = Math.max(0, 1 - distance);
        sum += triangle[x - begin]!;
      }
      first[i] = begin;
      count[i] = end - begin;
      for (let k = 0; k < end - begin; k++) {
        weights[i * most + k] = Math.trunc(0.5 + (triangle[k]! / sum) * 2 ** precision);
      }
    }
  }
  return { first, count, weights, most, fit };
}

/** Where the line begins that is read, and the one that is written, and how far apart pixels of both are. */
interface Lines {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

function applyWindows(
  pixels: Uint8Array,
  out: Uint8Array,
  { first, count, weights, most }: Windows,
  { from, to, step }: Lines,
): void {
  for (let i = 0; i < first.length; i++) {
    let sum = 1 << (precision - 1);
    let at = from + first[i]! * step;
    const end = i * most + count[i]!;
    for (let k = i * most; k < end; k++, at += step) sum += pixels[at]! * weights[k]!;
    out[to + i * step] = Math.min(255, sum >> precision);
  }
}
