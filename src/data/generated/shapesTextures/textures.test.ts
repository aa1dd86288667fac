import { expect, test } from "vitest";
import { shapes } from "./shapes.ts";
import { textures } from "./textures.ts";

const names = Object.keys(textures);
const steps = 200;
/** Points of ten by ten periods. */
const grid = Array.from({ length: steps ** 2 }, (_, i): [number, number] => [
  (10 * (i % steps)) / steps,
  (10 * Math.floor(i / steps)) / steps,
]);

test("textures are as many as shapes, so that each shape can have its own", () => {
  expect(names).toHaveLength(Object.keys(shapes).length);
});

test.each([
  ["horizontal stripes", 0.7, 0, -0.25],
  ["horizontal stripes", 0.7, 2.5, 0.25],
  ["vertical stripes", 3.2, 0.7, -0.05],
  ["diagonal stripes", Math.SQRT1_2, Math.SQRT1_2, -0.25],
  ["dots", 1, 0, -0.36],
  ["dots", 1.5, 1, -0.36],
  ["dots", 1.5, -1, -0.36],
  ["dots", 1.5, 0, 0.14],
  ["rings", 0.5, 0.5, -0.25],
  ["rings", 0.5, 1, 0.25],
  ["checks", 0, 0, -1 / 3],
  ["checks", 2 / 3, 0, 1 / 3],
  ["bricks", 0.3, 0, 0.13],
])("textures: %s at %d, %d is %d from the edge of a mark", (name, u, v, distance) => {
  expect(textures[name]!(u, v, 0)).toBeCloseTo(distance, 10);
});

test.each(names)("textures: %s has marks on about half of it", (name) => {
  const marked = grid.filter(([u, v]) => textures[name]!(u, v, 0.3) < 0).length;
  expect(marked / grid.length).toBeGreaterThan(0.38);
  expect(marked / grid.length).toBeLessThan(0.62);
});

test.each(names)("textures: %s has distances that grow hardly faster than the way", (name) => {
  const step = 1e-3;
  const slopes = grid.map(
    ([u, v]) => (textures[name]!(u + step, v, 0.3) - textures[name]!(u, v, 0.3)) / step,
  );
  expect(Math.max(...slopes.map(Math.abs))).toBeLessThan(1.6);
});

test("textures: only grain depends on the roll", () => {
  const differ = names.filter((name) =>
    grid.some(([u, v]) => textures[name]!(u, v, 0.3) !== textures[name]!(u, v, 0.6)),
  );
  expect(differ).toEqual(["grain"]);
});
