import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { mapInSize } from "./mapInSize.ts";

test("mapInSize() interpolates as PyTorch does", () => {
  const file = new URL("../../../test/golden/fixtures/cams.json", import.meta.url);
  const { upsampled, "eigen-cam": eigenCam } = z
    .object({
      upsampled: z.array(z.number()),
      "eigen-cam": z.object({ maps: z.array(z.number()) }),
    })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  const found = mapInSize(Float32Array.from(eigenCam.maps.slice(0, 12)), [3, 4], [6, 8]);
  expect(found).toHaveLength(upsampled.length);
  found.forEach((value, at) => {
    expect(value).toBeCloseTo(upsampled[at]!, 6);
  });
});

test("mapInSize() spreads one position over all pixels, and leaves a map of the same size as it is", () => {
  expect([...mapInSize(Float32Array.of(0.5), [1, 1], [2, 3])]).toEqual(Array(6).fill(0.5));
  const map = Float32Array.of(0, 1, 0.5, 0.25);
  expect(mapInSize(map, [2, 2], [2, 2])).toEqual(map);
  expect([...mapInSize(Float32Array.of(0, 1), [1, 2], [1, 4])]).toEqual([0, 0.25, 0.75, 1]);
});
