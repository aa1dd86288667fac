import { expect, test } from "vitest";
import { drawShape } from "./drawShape.ts";
import type { Look } from "./looks.ts";
import type { Pattern } from "./textures.ts";

/** A grey image: a shape of radius 0.5 in the middle; the texture's colours are black and white. */
const plain: Look = {
  radius: 0.5,
  moveX: 0,
  moveY: 0,
  turn: 0,
  textureTurn: 0,
  period: 0.5,
  phaseU: 0,
  phaseV: 0,
  roll: 0,
  polarity: 0,
  background: 0.4,
  lighter: 0.6,
  darker: 0.4,
  backgroundChroma: 0,
  lightChroma: 0,
  darkChroma: 0,
  backgroundHue: 0,
  lightHue: 0,
  darkHue: 0,
};
const box = (x: number, y: number) => Math.max(Math.abs(x), Math.abs(y)) - 1;
const allMarks: Pattern = () => -9;

function drawn(look: Partial<Look>, texture = allMarks, size = 8, shape = box): number[][] {
  const image = new Uint8Array(3 * size * size).fill(99);
  drawShape(image, size, { shape, texture, look: { ...plain, ...look } });
  return [0, 1, 2].map((channel) => [
    ...image.subarray(channel * size * size, (channel + 1) * size * size),
  ]);
}

test("drawShape() fills the shape with the texture and leaves the background around it", () => {
  const g = 102;
  const expected = [
    [g, g, g, g, g, g, g, g],
    [g, g, g, g, g, g, g, g],
    [g, g, 0, 0, 0, 0, g, g],
    [g, g, 0, 0, 0, 0, g, g],
    [g, g, 0, 0, 0, 0, g, g],
    [g, g, 0, 0, 0, 0, g, g],
    [g, g, g, g, g, g, g, g],
    [g, g, g, g, g, g, g, g],
  ].flat();
  expect(drawn({})).toEqual([expected, expected, expected]);
});

test("drawShape() mixes the colours of a pixel that an edge divides", () => {
  // The shape is a quarter of a pixel larger on every side, and all of it mark.
  const row = drawn({ radius: 0.5625 })[0]!.slice(3 * 8, 4 * 8);
  expect(row).toEqual([102, 77, 0, 0, 0, 0, 77, 102]);
  // Half of the pixels next to where the texture changes.
  const texture: Pattern = (u) => u;
  const halves = drawn({ phaseU: 0.25 }, texture)[0]!.slice(3 * 8, 4 * 8);
  expect(halves).toEqual([102, 102, 0, 128, 255, 255, 102, 102]);
});

test("drawShape() moves the shape as far as the border", () => {
  expect(drawn({ moveX: 1, moveY: -1 })[0]!.slice(0, 8)).toEqual([102, 102, 102, 102, 0, 0, 0, 0]);
});

test("drawShape() turns shape and texture by themselves", () => {
  const bar = (x: number, y: number) => Math.max(Math.abs(x) - 1, Math.abs(y) - 0.25);
  const upright = drawn({ turn: Math.PI / 2 }, allMarks, 8, bar)[0]!;
  expect(upright.map((value) => value < 102)).toEqual(
    Array.from({ length: 64 }, (_, i) => i % 8 > 2 && i % 8 < 5 && i > 15 && i < 48),
  );
  const texture: Pattern = (_, v) => v;
  const turned = drawn({ textureTurn: Math.PI / 2 }, texture)[0]!;
  expect(turned.slice(16 + 2, 16 + 6)).toEqual([255, 255, 0, 0]);
});

test("drawShape() swaps the colours of marks and ground", () => {
  expect(drawn({ polarity: 0.5 })[0]![27]).toBe(255);
});

test("drawShape() colours without changing the brightness", () => {
  const [red, green, blue] = drawn({ backgroundChroma: 0.1 });
  expect([red![0], green![0], blue![0]]).toEqual([128, 89, 89]);
  expect((red![0]! + green![0]! + blue![0]!) / 3).toBeCloseTo(102, 0);
});

test("drawShape() draws the same picture at every size", () => {
  const [small, large] = [drawn({}, allMarks, 8)[0]!, drawn({}, allMarks, 32)[0]!];
  small.forEach((value, i) => {
    expect(large[(4 * Math.floor(i / 8) + 1) * 32 + 4 * (i % 8) + 1]).toBe(value);
  });
});
