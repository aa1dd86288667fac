import { describe, expect, test } from "vitest";
import { applyTransforms } from "../../../test/support/applyTransforms.ts";

const format = { channels: 2, height: 20, width: 20 };
const image = new Uint8Array(800).fill(9);

describe("erase", () => {
  test("erases with its probability a part of the areas that are asked for", () => {
    const shares = applyTransforms("erase:scale=0.1..0.2", { format, image }, 1000).map(
      (out) => out.filter((byte) => byte === 0).length / 800,
    );
    const erased = shares.filter((share) => share > 0);
    expect(erased.length).toBeGreaterThan(430);
    expect(erased.length).toBeLessThan(570);
    expect(Math.min(...erased)).toBeGreaterThan(0.08);
    expect(Math.max(...erased)).toBeLessThan(0.22);
  });

  test("fills a rectangle, alike in all channels, or with noise", () => {
    const [zeros] = applyTransforms("erase:1", { format, image });
    expect(zeros!.subarray(0, 400)).toEqual(zeros!.subarray(400));
    const rows = Array.from({ length: 20 }, (_, y) => [...zeros!.subarray(20 * y, 20 * y + 20)]);
    const kinds = new Set(rows.map((row) => row.join()));
    expect(kinds.size).toBe(2);
    const [noise] = applyTransforms("erase:1:fill=noise", { format, image });
    const isChanged = (byte: number) => byte !== 9;
    expect(noise!.findIndex(isChanged)).toBe(zeros!.findIndex(isChanged));
    expect(new Set(noise).size).toBeGreaterThan(20);
  });

  test("erases nothing where nothing fits", () => {
    const one = { channels: 1, height: 1, width: 1 };
    expect(applyTransforms("erase:1", { format: one, image: Uint8Array.of(7) })).toEqual([
      Uint8Array.of(7),
    ]);
    expect(applyTransforms("erase:0", { format, image })).toEqual([image]);
  });
});
