import { expect, test } from "vitest";
import { tinyImages } from "../../../../test/support/tinyNetwork.ts";
import { firstExamples } from "../../../data/selectExamples.ts";
import { shownImages } from "./shownImages.ts";

test("shownImages() keeps every byte and label of the images alone", () => {
  const set = tinyImages(9);
  const { pixels, ...shown } = shownImages(firstExamples(set, 4));
  expect(shown).toEqual({
    channels: 1,
    height: 3,
    width: 4,
    labels: [...set.labels.subarray(0, 4)],
  });
  expect(new Uint8Array(Buffer.from(pixels, "base64"))).toEqual(set.images.slice(0, 48));
});
