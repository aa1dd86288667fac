import { expect, test } from "vitest";
import { epochAxis } from "./epochAxis.ts";

test.each([
  [[0, 1, 2, 3, 4], "linear"],
  [[0, 5, 10, 12], "linear"],
  [[0, 20], "linear"],
  [[7], "linear"],
  [[20, 1, 0, 2, 8, 4, 16, 4], "logarithmic"],
  [[0, 1, 2, 4, 8, 16, 20], "logarithmic"],
] as const)("epochAxis() of %j is %s", (epochs, scale) => {
  expect(epochAxis(epochs).xScale).toBe(scale);
});

test("epochAxis() says on the axis what epoch 0 is, and that the scale is logarithmic", () => {
  expect(epochAxis([0, 1]).xLabel).toBe("epoch (0: initialisation)");
  expect(epochAxis([0, 1, 2, 4, 8]).xLabel).toBe(
    "epoch (0: initialisation), on a logarithmic scale",
  );
});

test("epochAxis() leaves a place before the first epoch", () => {
  expect(epochAxis([0, 50, 100]).before).toBeCloseTo(-7, 9);
  expect(epochAxis([5]).before).toBeLessThan(5);
  const { before } = epochAxis([0, 1, 2, 4, 8]);
  expect(before).toBeCloseTo(-(9 ** 0.07 - 1), 9);
  expect(epochAxis([4, 5, 8, 16, 64]).before).toBeCloseTo(5 * (5 / 65) ** 0.07 - 1, 9);
});
