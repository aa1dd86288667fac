import { describe, expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { resize } from "./resize.ts";

const input = { channels: 3, height: 30, width: 47 };

describe("resize", () => {
  test.each([
    [input, 20, { channels: 3, height: 20, width: 31 }],
    [{ ...input, height: 47, width: 30 }, 20, { channels: 3, height: 31, width: 20 }],
    [{ ...input, width: 30 }, 60, { channels: 3, height: 60, width: 60 }],
  ])("makes of %j, by its shorter side, size %d", (format, size, output) => {
    expect(resize.format({ size, exact: false }, format)).toEqual(output);
  });

  test("makes both sides as long when it is to be exact", () => {
    expect(resize.format({ size: 9, exact: true }, input)).toMatchObject({ height: 9, width: 9 });
  });

  test("refuses to make images too long", () => {
    const format = { channels: 1, height: 1, width: 1000 };
    expect(() => resize.format({ size: 5, exact: false }, format)).toThrow(
      new UsageError(
        'Cannot apply "resize": 1 × 1000 pixels would become 5 × 5000, needs at most 4096',
      ),
    );
  });
});
