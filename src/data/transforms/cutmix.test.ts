import { describe, expect, test } from "vitest";
import { regionOf } from "./cutmix.ts";
import { parseTransforms } from "./parseTransforms.ts";
import { makePipeline } from "./pipeline.ts";

const format = { channels: 2, height: 6, width: 8 };

/** Image i is all 50·i. */
const images = Uint8Array.from({ length: 480 }, (_, i) => 50 * Math.floor(i / 96));

function mixed(text: string, step: number) {
  const { mix } = makePipeline({ steps: parseTransforms(text), format, seed: 0, stream: "test" });
  const own = images.slice();
  return { own, ...mix!({ images: own, count: 5, step }) };
}

describe("cutmix", () => {
  test("replaces a rectangle by the partner's, and says which share of the area it is", () => {
    for (let step = 0; step < 100; step++) {
      const { own, partners, otherShare } = mixed("cutmix", step);
      for (const [place, partner] of partners.entries()) {
        if (partner === place) continue;
        const image = own.subarray(96 * place, 96 * (place + 1));
        const others = image.filter((byte) => byte === 50 * partner).length;
        expect(others / 96).toBe(otherShare);
        expect(image.filter((byte) => byte === 50 * place)).toHaveLength(96 - others);
        expect(image.subarray(0, 48)).toEqual(image.subarray(48));
      }
    }
  });

  test("leaves batches as they are that it does not mix", () => {
    expect(mixed("cutmix:probability=0", 0)).toMatchObject({ own: images, otherShare: 0 });
  });
});

test.each([
  [
    { keptShare: 0.75, row: 3, column: 4 },
    { top: 2, left: 2, height: 2, width: 4 },
  ],
  [
    { keptShare: 0, row: 0, column: 7 },
    { top: 0, left: 3, height: 3, width: 5 },
  ],
  [
    { keptShare: 1, row: 3, column: 4 },
    { top: 3, left: 4, height: 0, width: 0 },
  ],
])("regionOf() %j", (draw, region) => {
  expect(regionOf(format, draw)).toEqual(region);
});
