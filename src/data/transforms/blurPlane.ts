import { pixelAt } from "./edges.ts";

/** Blurs one channel, or one field of numbers. Shape: plane [H, W] -> out [H, W], maybe the same array */
export type BlurPlane = (plane: Float64Array, out: Float64Array, sigma: number) => void;

/**
 * The mean around each pixel, weighted by a Gaussian bell that ends after `kernelSize` pixels, an odd number, in all; beyond
 * the edges lies the mirror image.
 *
 * Units: sigma, above 0, in pixels
 * @source torchvision 0.14.1, functional_tensor.gaussian_blur
 */
export function makeBlurPlane(
  { height, width }: { readonly height: number; readonly width: number },
  kernelSize: number,
): BlurPlane {
  const between = new Float64Array(height * width);
  const kernel = new Float64Array(kernelSize);
  const columns = neighbours(width, kernelSize);
  const rows = neighbours(height, kernelSize);
  return (plane, out, sigma) => {
    fillKernel(kernel, sigma);
    for (let y = 0; y < height; y++) {
      blurLine(plane, between, kernel, { neighbours: columns, from: y * width, step: 1 });
    }
    for (let x = 0; x < width; x++) {
      blurLine(between, out, kernel, { neighbours: rows, from: x, step: width });
    }
  };
}

function fillKernel(kernel: Float64Array, sigma: number): void {
  let sum = 0;
  for (let i = 0; i < kernel.length; i++) {
    const distance = (i - (kernel.length - 1) / 2) / sigma;
    kernel[i] = Math.exp(-0.5 * distance ** 2);
    sum += kernel[i]!;
  }
  for (let i = 0; i < kernel.length; i++) kernel[i]! /= sum;
}

/** The pixels of a line that has half a kernel of its mirror image at each end. */
function neighbours(extent: number, kernelSize: number): Int32Array {
  const half = (kernelSize - 1) / 2;
  return Int32Array.from({ length: extent + 2 * half }, (_, i) =>
    pixelAt(i - half, extent, "reflect"),
  );
}

interface Line {
  readonly neighbours: Int32Array;
  readonly from: number;
  readonly step: number;
}

function blurLine(
  plane: Float64Array,
  out: Float64Array,
  kernel: Float64Array,
  { neighbours, from, step }: Line,
): void {
  const extent = neighbours.length - kernel.length + 1;
  for (let i = 0; i < extent; i++) {
    let sum = 0;
    for (let k = 0; k < kernel.length; k++) {
      sum += kernel[k]! * plane[from + neighbours[i + k]! * step]!;
    }
    out[from + i * step] = sum;
  }
}
