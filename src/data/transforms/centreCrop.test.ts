import { expect, test } from "vitest";
import { applyTransforms } from "../../../test/support/applyTransforms.ts";

const image = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
const format = { channels: 1, height: 3, width: 3 };

test.each([
  [1, [5]],
  [2, [1, 2, 4, 5]],
  [3, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [4, [1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0, 0, 0, 0, 0]],
])("centre-crop:%d takes the middle, or puts zeros around it", (size, expected) => {
  const [out] = applyTransforms(`centre-crop:${size}`, { format, image });
  expect([...out!]).toEqual(expected);
});
