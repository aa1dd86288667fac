import { ShapeError } from "../core/errors.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { avgPool2d } from "./avgPool2d.ts";
import { concat } from "./concat.ts";
import { maxPool2d } from "./maxPool2d.ts";
import { slice } from "./pad.ts";
import type { Pool2dOptions } from "./pool2d.ts";
import { checkRank } from "./shapeRules.ts";
import { type Pair, type PairOption, pairOf } from "./window.ts";

/*
 * Pooling to a wanted number of windows: window i of n reaches from floor(i·extent / n) to ceil((i + 1)·extent / n),
 * so that neighbours share a pixel or two where n does not divide the extent. Along a dimension in which all windows
 * are alike that is ordinary pooling; else each window is pooled by itself. Means and maxima of rectangles are means
 * and maxima of rows of means and maxima, so that each dimension can be done alone.
 */

/**
 * Mean of each of `outputSize` windows.
 *
 * Shape: [N, C, H, W] -> [N, C, ...outputSize]
 * @throws {ShapeError} when the output size is no pair of whole numbers >= 1
 * @source PyTorch 1.13 documentation of torch.nn.AdaptiveAvgPool2d
 */
export function adaptiveAvgPool2d(x: Value, outputSize: PairOption): Value {
  return adaptivePool(x, pairOf(outputSize), avgPool2d);
}

/**
 * Largest element of each of `outputSize` windows.
 *
 * Shape: [N, C, H, W] -> [N, C, ...outputSize]
 * @throws {ShapeError} when the output size is no pair of whole numbers >= 1
 * @source PyTorch 1.13 documentation of torch.nn.AdaptiveMaxPool2d
 */
export function adaptiveMaxPool2d(x: Value, outputSize: PairOption): Value {
  return adaptivePool(x, pairOf(outputSize), maxPool2d);
}

type Pool = (x: Value, options: Pool2dOptions) => Value;

function adaptivePool(x: Value, outputSize: Pair, pool: Pool): Value {
  const [, , height, width] = checkRank("pool adaptively", "x", x.type, 4);
  if (outputSize.some((count) => !Number.isInteger(count) || count < 1)) {
    throw new ShapeError(
      `Cannot pool adaptively: the output size is ${outputSize.join(" × ")}, needs whole numbers >= 1`,
    );
  }
  const rows = uniformWindows(height!, outputSize[0]);
  const columns = uniformWindows(width!, outputSize[1]);
  if (rows && columns) {
    const options = {
      kernelSize: [rows.kernel, columns.kernel],
      stride: [rows.stride, columns.stride],
    } as const;
    return [...options.kernelSize, ...options.stride].every((extent) => extent === 1)
      ? x
      : pool(x, options);
  }
  // Columns first: of equal maxima the first in reading order is then the winner, as in PyTorch.
  return poolAlong(poolAlong(x, { axis: 3, count: outputSize[1], pool }), {
    axis: 2,
    count: outputSize[0],
    pool,
  });
}

/** Kernel and stride of the windows along one dimension, null where they differ or follow each other unevenly. */
function uniformWindows(
  extent: number,
  count: number,
): { readonly kernel: number; readonly stride: number } | null {
  const windows = windowsOf(extent, count);
  const [first, second] = windows;
  const kernel = first!.length;
  const stride = second ? second.start : 1;
  const isUniform = windows.every(
    ({ start, length }, index) => start === index * stride && length === kernel,
  );
  return isUniform && stride > 0 ? { kernel, stride } : null;
}

function windowsOf(extent: number, count: number): { start: number; length: number }[] {
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * extent) / count);
    return { start, length: Math.ceil(((index + 1) * extent) / count) - start };
  });
}

/** Pools the windows along one dimension of space one by one. */
function poolAlong(
  x: Value,
  { axis, count, pool }: { readonly axis: 2 | 3; readonly count: number; readonly pool: Pool },
): Value {
  const shape = shapeOf(x);
  const parts = windowsOf(shape[axis]!, count).map(({ start, length }) => {
    const part = slice(x, [0, 0, 0, 0].with(axis, start), shape.with(axis, length));
    return length === 1 ? part : pool(part, { kernelSize: axis === 2 ? [length, 1] : [1, length] });
  });
  return concat(parts, axis);
}
