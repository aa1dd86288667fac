import { expect, test } from "vitest";
import { pixelImageOf } from "./pixelImageOf.ts";

test("pixelImageOf() puts three channels together", () => {
  const image = new Uint8Array([1, 2, 3, 4, 5, 6]);
  expect(pixelImageOf(image, { channels: 3, height: 1, width: 2 })).toEqual({
    ...{ height: 1, width: 2, channels: 3 },
    pixels: new Uint8Array([1, 3, 5, 2, 4, 6]),
  });
});

test("pixelImageOf() shows two channels beside each other", () => {
  const image = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(pixelImageOf(image, { channels: 2, height: 2, width: 2 })).toEqual({
    ...{ height: 2, width: 4, channels: 1 },
    pixels: new Uint8Array([1, 2, 5, 6, 3, 4, 7, 8]),
  });
});
