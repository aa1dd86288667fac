import { expect, test } from "vitest";
import { tinyNetwork } from "../../../test/support/tinyNetwork.ts";
import { fieldBoxOf } from "./fieldBox.ts";

const network = { ...tinyNetwork, inputShape: [1, 8, 9] };
const layer = { name: "conv", parameterCount: 0, macs: 0 };

test("fieldBoxOf() lies around the centre unit of a convolution without padding", () => {
  // Unit (3, 3) of 6×7 sees rows and columns 3 to 5.
  const receptiveField = { size: [3, 3], jump: [1, 1] } as const;
  const box = fieldBoxOf(network, { ...layer, shape: [4, 6, 7], receptiveField });
  expect(box).toEqual({ top: 3, left: 3, height: 3, width: 3, pixels: 9 });
});

test("fieldBoxOf() lies around the window of a pooled unit", () => {
  // Unit (2, 2) of 4×4 is made of rows and columns 4 and 5.
  const receptiveField = { size: [2, 2], jump: [2, 2] } as const;
  const square = { ...network, inputShape: [1, 8, 8] };
  const box = fieldBoxOf(square, { ...layer, shape: [4, 4, 4], receptiveField });
  expect(box).toEqual({ top: 4, left: 4, height: 2, width: 2, pixels: 4 });
});

test("fieldBoxOf() is cut to the image", () => {
  const receptiveField = { size: [7, 20], jump: [1, 1] } as const;
  const box = fieldBoxOf(network, { ...layer, shape: [4, 8, 9], receptiveField });
  expect(box).toEqual({ top: 1, left: 0, height: 7, width: 9, pixels: 63 });
});

test("fieldBoxOf() is the image where a unit sees all of it", () => {
  const box = fieldBoxOf(network, { ...layer, shape: [4, 8, 9], receptiveField: null });
  expect(box).toEqual({ top: 0, left: 0, height: 8, width: 9, pixels: 72 });
});
