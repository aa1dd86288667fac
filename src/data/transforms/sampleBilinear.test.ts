import { expect, test } from "vitest";
import { sampleBilinear } from "./sampleBilinear.ts";

const format = { channels: 2, height: 1, width: 2 };
const image = Uint8Array.of(100, 200, 10, 20);

test.each([
  [0, 0, [100, 10]],
  [0.5, 0, [150, 15]],
  [0.25, 0, [125, 13]],
  [1.5, 0, [100, 10]],
  [-0.75, 0, [25, 3]],
  [0, 0.5, [50, 5]],
  [0, -1, [0, 0]],
  [2, 0, [0, 0]],
  [Number.NaN, 0, [0, 0]],
  [0, Number.POSITIVE_INFINITY, [0, 0]],
  [1e300, -1e300, [0, 0]],
])("sampleBilinear() at %d, %d", (x, y, expected) => {
  const out = new Uint8Array(4).fill(77);
  sampleBilinear(image, out, { format, x: Float64Array.of(x, 0), y: Float64Array.of(y, 0) });
  expect([out[0], out[2]]).toEqual(expected);
});
