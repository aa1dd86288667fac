import { expect, test } from "vitest";
import { pickWithin } from "./pickWithin.ts";

test("pickWithin() takes each trait from its own number", () => {
  const ranges = { size: [10, 20], turn: [-1, 1], still: [3, 3] } as const;
  expect(pickWithin(ranges, Float64Array.of(0.5, 0.25, 0.9))).toEqual({
    size: 15,
    turn: -0.5,
    still: 3,
  });
});
