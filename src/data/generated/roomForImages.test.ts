import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { roomForImages } from "./roomForImages.ts";

test("roomForImages() has a byte for each pixel of each channel", () => {
  expect(roomForImages("made-up", 5, { channels: 3, height: 4, width: 2 })).toHaveLength(120);
});

test("roomForImages() refuses more than 4 GiB", () => {
  const format = { channels: 3, height: 224, width: 224 };
  expect(() => roomForImages("made-up", 100_000, format)).toThrow(
    new UsageError(
      'Cannot make "made-up": 100,000 images of 3 × 224 × 224 take 14.0 GiB, needs 4.0 GiB or less',
    ),
  );
});
