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
  const kernel = new Float64Array(kernelSize);
  const between = new Float64Array(height * width);
  const alongRows = makeBlurRows(height, width, kernel);
  const alongColumns = makeBlurRows(width, height, kernel);
  return (plane, out, sigma) => {
    fillKernel(kernel, sigma);
    alongRows(plane, between);
    alongColumns(between, out);
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

/** Blurs each row and makes a column of it. Shape: plane [rows, extent] -> out [extent, rows], another array */
function makeBlurRows(
  rows: number,
  extent: number,
  kernel: Float64Array,
): (plane: Float64Array, out: Float64Array) => void {
  const half = (kernel.length - 1) / 2;
  const neighbours = Int32Array.from({ length: extent + 2 * half }, (_, i) =>
    pixelAt(i - half, extent, "reflect"),
  );
  const blurred = new Float64Array(4 * Math.ceil(extent / 4));
  const line = new Float64Array(blurred.length + 2 * half);
  return (plane, out) => {
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < neighbours.length; i++) line[i] = plane[row * extent + neighbours[i]!]!;
      blurLine(line, blurred, kernel);
      for (let i = 0; i < extent; i++) out[i * rows + row] = blurred[i]!;
    }
  };
}

/**
 * Weighs a line that reaches half a kernel beyond each end of `out`. Four sums grow side by side: one alone waits for each
 * of its additions, and what is read serves all four.
 */
function blurLine(line: Float64Array, out: Float64Array, kernel: Float64Array): void {
  for (let i = 0; i < out.length; i += 4) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    let pixel0 = line[i]!;
    let pixel1 = line[i + 1]!;
    let pixel2 = line[i + 2]!;
    for (let k = 0; k < kernel.length; k++) {
      const weight = kernel[k]!;
      const pixel3 = line[i + k + 3]!;
      sum0 += weight * pixel0;
      sum1 += weight * pixel1;
      sum2 += weight * pixel2;
      sum3 += weight * pixel3;
      pixel0 = pixel1;
      pixel1 = pixel2;
      pixel2 = pixel3;
    }
    out[i] = sum0;
    out[i + 1] = sum1;
    out[i + 2] = sum2;
    out[i + 3] = sum3;
  }
}
