import { expect, test } from "vitest";
import type { Examples } from "../../probing/drawExamples.ts";
import { camBaseline } from "./camBaseline.ts";

/** Two images of two channels and 1×2 pixels. */
const examples: Examples = {
  part: "test",
  indices: Uint32Array.of(0, 1),
  images: Uint8Array.of(10, 20, 0, 255, 30, 40, 255, 0),
  labels: Int32Array.of(0, 0),
  count: 2,
  channels: 2,
  height: 1,
  width: 2,
};
const image = examples.images.subarray(0, 4);

test("camBaseline() is the mean colour of all images", () => {
  expect([...camBaseline("mean", examples)(image)]).toEqual([25, 25, 128, 128]);
});

test("camBaseline() is black", () => {
  expect([...camBaseline("black", examples)(image)]).toEqual([0, 0, 0, 0]);
});

test("camBaseline() is the image itself out of focus, and leaves the image as it is", () => {
  const flat = Uint8Array.of(7, 7, 9, 9);
  expect([...camBaseline("blur", examples)(flat)]).toEqual([7, 7, 9, 9]);
  const wide = { ...examples, width: 8, count: 1 };
  const edge = Uint8Array.of(0, 0, 0, 0, 200, 200, 200, 200, 0, 0, 0, 0, 0, 0, 0, 0);
  const blurred = camBaseline("blur", wide)(edge);
  expect(blurred[3]).toBeGreaterThan(40);
  expect(blurred[3]! + blurred[4]!).toBe(200);
  expect(blurred[12]).toBe(0);
  expect(edge[3]).toBe(0);
});
