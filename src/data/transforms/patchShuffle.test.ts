import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { chiSquareExcess } from "../../../test/support/chiSquare.ts";
import { UsageError } from "../../core/errors.ts";

describe("patch-shuffle", () => {
  test("leaves every channel its bytes", () => {
    const format = { channels: 2, height: 8, width: 12 };
    const image = madeUpImage(format);
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 4), fc.nat(), (grid, seed) => {
        const [out] = applyTransforms(`patch-shuffle:${grid}`, { format, seed });
        expect(out!.slice(0, 96).sort()).toEqual(image.slice(0, 96).sort());
        expect(out!.slice(96).sort()).toEqual(image.slice(96).sort());
      }),
    );
  });

  test("leaves the cells whole", () => {
    const image = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const [out] = applyTransforms("patch-shuffle:2", {
      ...{ format: { channels: 1, height: 2, width: 4 }, image },
    });
    const cells = [0, 2, 4, 6].map((at) => [...out!.subarray(at, at + 2)].join(" "));
    expect(cells.sort()).toEqual(["1 2", "3 4", "5 6", "7 8"]);
  });

  test("puts the cells into every order as often", () => {
    const format = { channels: 1, height: 2, width: 2 };
    const image = Uint8Array.of(0, 1, 2, 3);
    const counts = new Map<string, number>();
    for (const out of applyTransforms("patch-shuffle:2", { format, image }, 4800)) {
      counts.set(out.join(), (counts.get(out.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect(chiSquareExcess([...counts.values()])).toBeLessThan(4);
  });

  test("refuses images that the grid does not divide", () => {
    const format = { channels: 1, height: 28, width: 30 };
    expect(() => applyTransforms("patch-shuffle", { format })).toThrow(
      new UsageError(
        'Cannot apply "patch-shuffle": images have 28 × 30 pixels, grid = 4 needs multiples of it',
      ),
    );
  });
});
