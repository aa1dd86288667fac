import type { Value } from "../../src/graph/node.ts";
import { adaptiveAvgPool2d, adaptiveMaxPool2d } from "../../src/ops/adaptivePool2d.ts";
import { avgPool2d, globalAvgPool2d } from "../../src/ops/avgPool2d.ts";
import { type Conv2dOptions, conv2d } from "../../src/ops/conv2d.ts";
import { type ConvTranspose2dOptions, convTranspose2d } from "../../src/ops/convTranspose2d.ts";
import { gather } from "../../src/ops/gather.ts";
import { globalMaxPool2d, maxPool2d } from "../../src/ops/maxPool2d.ts";
import { slice } from "../../src/ops/pad.ts";
import { resize2d } from "../../src/ops/resize2d.ts";
import { split, stack } from "../../src/ops/split.ts";

type Build = (...inputs: Value[]) => Value | readonly Value[];

const convolved =
  (options: Conv2dOptions): Build =>
  (x, weight, bias) =>
    conv2d(x!, { weight: weight!, bias }, options);

const transposed =
  (options: ConvTranspose2dOptions): Build =>
  (x, weight, bias) =>
    convTranspose2d(x!, { weight: weight!, bias }, options);

/** Windows on images, images of other sizes, and parts of values; see `ops.test.ts`. */
export const spatialBuilds: Readonly<Record<string, Build>> = {
  adaptiveAvgPool2d: (x) => adaptiveAvgPool2d(x!, [3, 4]),
  "adaptiveAvgPool2d-more": (x) => adaptiveAvgPool2d(x!, [4, 3]),
  adaptiveMaxPool2d: (x) => adaptiveMaxPool2d(x!, [3, 4]),
  "avgPool2d-ceil": (x) => avgPool2d(x!, { kernelSize: 3, stride: 2, padding: 1, ceilMode: true }),
  "avgPool2d-ceil-uncounted": (x) =>
    avgPool2d(x!, { kernelSize: 3, stride: 2, padding: 1, ceilMode: true, countPadding: false }),
  "avgPool2d-global": (x) => globalAvgPool2d(x!),
  "avgPool2d-same": (x) => avgPool2d(x!, { kernelSize: 3, stride: 2, padding: "same" }),
  "conv2d-depthwise": convolved({ stride: 2, padding: 1, groups: 24 }),
  "conv2d-dilation": convolved({ padding: 2, dilation: 2 }),
  "conv2d-grouped": convolved({ padding: 1, groups: 8 }),
  "conv2d-multiplier": convolved({ groups: 6 }),
  "conv2d-same": convolved({ padding: "same", dilation: [1, 3] }),
  "conv2d-same-stride": convolved({ padding: "same", stride: 2 }),
  convTranspose2d: transposed({ stride: 2, padding: 1, outputPadding: 1 }),
  "convTranspose2d-grouped": transposed({
    stride: [3, 2],
    padding: [1, 0],
    outputPadding: [2, 0],
    groups: 4,
    dilation: [1, 2],
  }),
  embedding: (indices, table) => gather(table!, indices!),
  gather: (x, indices) => gather(x!, indices!, { axis: 1 }),
  "gather-rows": (x, indices) => gather(x!, indices!, { axis: 1, batchDims: 1 }),
  "maxPool2d-ceil": (x) => maxPool2d(x!, { kernelSize: 3, stride: 2, ceilMode: true }),
  "maxPool2d-dilation": (x) =>
    maxPool2d(x!, { kernelSize: 3, stride: 2, padding: 1, dilation: [2, 3] }),
  "maxPool2d-global": (x) => globalMaxPool2d(x!),
  "resize2d-corners": (x) => resize2d(x!, { size: [9, 5], alignCorners: true }),
  "resize2d-double": (x) => resize2d(x!, { size: [10, 14] }),
  "resize2d-down": (x) => resize2d(x!, { size: [3, 5] }),
  "resize2d-nearest": (x) => resize2d(x!, { size: [9, 5], method: "nearest" }),
  "resize2d-nearest-double": (x) => resize2d(x!, { size: [10, 14], method: "nearest" }),
  split: (x) => split(x!, [1, 3, 2], 1),
  "split-overlapping": (x) => [
    slice(x!, [0, 0, 0], [3, 4, 2]),
    slice(x!, [0, 3, 0], [3, 2, 2]),
    slice(x!, [1, 0, 0], [2, 6, 2]),
  ],
  stack: (a, b) => stack([a!, b!, a!], 1),
};
