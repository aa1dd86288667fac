import { describe, expect, test } from "vitest";
import { drawRegion } from "./drawRegion.ts";
import { makeDraws } from "./makeDraws.ts";

const format = { channels: 1, height: 40, width: 30 };
const drawsOf = makeDraws(0, "regions");

function regions(margin: number) {
  const rules = { format, scale: [0.2, 1], ratio: [0.5, 2], margin } as const;
  return Array.from({ length: 1000 }, (_, visit) => drawRegion(drawsOf(visit), 4, rules));
}

describe("drawRegion()", () => {
  test.each([0, 1])("stays within the image, and %d smaller, and within its rules", (margin) => {
    for (const region of regions(margin)) {
      const { top, left, height, width } = region!;
      expect(Math.min(top, left, height - 1, width - 1)).toBeGreaterThanOrEqual(0);
      expect(Math.max(top + height - 40, left + width - 30)).toBeLessThanOrEqual(0);
      expect(Math.max(height - 40, width - 30)).toBeLessThanOrEqual(-margin);
      // Extents are rounded to whole pixels.
      expect((height * width) / 1200).toBeGreaterThan(0.19);
      expect(height / width).toBeGreaterThan(0.46);
      expect(height / width).toBeLessThan(2.2);
    }
  });

  test("finds nothing where everything is too large", () => {
    const rules = { format, scale: [2, 3], ratio: [1, 1], margin: 0 } as const;
    expect(drawRegion(drawsOf(0), 0, rules)).toBeUndefined();
    const extreme = { ...rules, scale: [1, 1], ratio: [5e-324, Infinity] } as const;
    expect(drawRegion(drawsOf(0), 0, extreme)).toBeUndefined();
  });
});
