import fc from "fast-check";
import { expect, test } from "vitest";
import { numbersOf } from "./page/numbersOf.ts";
import type { Scatter } from "./scatter.ts";
import { scatterData } from "./scatterData.ts";

const image = { pixels: new Uint8Array(4), width: 2, height: 2 };
const choices = { network: "No. 1", layer: "c1" };
const scatter: Scatter = {
  classes: ["cat", "dog"],
  labels: [0, 1],
  images: [image, image],
  pictures: [
    { choices, epoch: 0, positions: [0, 0, 4, 2], answers: [1, 1], note: "A note." },
    { choices: { ...choices, layer: "c2" }, epoch: 0, positions: [0, 0, 8, 4], answers: [1, 1] },
    { choices: { ...choices, network: "No. 2" }, epoch: 0, positions: [0, 0, 1, 1] },
  ],
};

test("scatterData() lists the choices in their order, and says which each picture is of", () => {
  const data = scatterData(scatter);
  expect(data.choices).toEqual([
    { name: "network", values: ["No. 1", "No. 2"] },
    { name: "layer", values: ["c1", "c2"] },
  ]);
  expect(data.pictures.map(({ chosen }) => chosen)).toEqual([
    [0, 0],
    [0, 1],
    [1, 0],
  ]);
  expect(data.pictures.map(({ note }) => note)).toEqual(["A note.", undefined, undefined]);
});

test("scatterData() keeps once what is the same in several pictures", () => {
  const { pictures, numbers } = scatterData(scatter);
  expect(numbers).toHaveLength(3);
  expect(pictures[0]!.positions).toBe(pictures[1]!.positions);
  expect(pictures[0]!.answers).toBe(pictures[1]!.answers);
  expect([...numbersOf(numbers[pictures[0]!.answers!]!)]).toEqual([1, 1]);
  expect(pictures[2]).not.toHaveProperty("answers");
});

test("scatterData() says where an image lies in the sheet of all", () => {
  const { href, ...sheet } = scatterData(scatter).sheet;
  expect(sheet).toEqual({ columns: 2, width: 2, height: 2 });
  expect(href).toMatch(/^data:image\/png;base64,/);
});

test("scatterData() keeps all positions to a part in 30,000 of the picture, y downwards", () => {
  const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const some = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(some, (points) => {
      const positions = points.flat();
      const pictures = [{ choices, epoch: 0, positions }];
      const images = points.map(() => image);
      const data = scatterData({ ...scatter, labels: points.map(() => 0), images, pictures });
      const kept = numbersOf(data.numbers[data.pictures[0]!.positions]!);
      const sides = [0, 1].map((axis) => {
        const values = points.map((point) => point[axis]!);
        return Math.max(...values) - Math.min(...values);
      });
      const side = 1.06 * Math.max(...sides) || 2;
      points.forEach(([x, y], at) => {
        const right = ((kept[2 * at]! - kept[0]!) / 0xffff) * side;
        const down = ((kept[2 * at + 1]! - kept[1]!) / 0xffff) * side;
        expect(Math.abs(right - (x - points[0]![0]))).toBeLessThan(side / 30_000);
        expect(Math.abs(down + (y - points[0]![1]))).toBeLessThan(side / 30_000);
      });
    }),
  );
});
