import { expect, test } from "vitest";
import { pixelAt } from "./edges.ts";

const positions = Array.from({ length: 13 }, (_, i) => i - 5);

test.each([
  ["zero", [-1, -1, -1, -1, -1, 0, 1, 2, -1, -1, -1, -1, -1]],
  ["edge", [0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2]],
  ["circular", [1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1]],
  ["reflect", [1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1]],
] as const)("pixelAt() with %s edges, three pixels from -5 to 7", (mode, expected) => {
  expect(positions.map((position) => pixelAt(position, 3, mode))).toEqual(expected);
});

test.each(["edge", "circular", "reflect"] as const)(
  "pixelAt() with %s edges of one pixel is always that pixel",
  (mode) => {
    expect(new Set(positions.map((position) => pixelAt(position, 1, mode)))).toEqual(new Set([0]));
  },
);
