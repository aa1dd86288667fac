import { expect, test } from "vitest";
import { datasetOf } from "../../test/support/askProbe.ts";
import { tinyImages } from "../../test/support/tinyNetwork.ts";
import { drawExamples } from "./drawExamples.ts";

const images = tinyImages(30);
const concepts = { ink: Int32Array.from({ length: 30 }, (_, at) => at) };
const noise = {
  cleanLabels: images.labels.map((label) => (label + 1) % 3),
  isNoisy: Uint8Array.from({ length: 30 }, (_, at) => at % 2),
};
const dataset = datasetOf({ ...images, concepts, noise });

test("drawExamples() takes as many as are asked for, with all that is known of them", () => {
  const drawn = drawExamples(dataset, { part: "test", count: 7, draw: 0 });
  expect(drawn.count).toBe(7);
  expect([...drawn.indices]).toEqual([...drawn.indices].sort((a, b) => a - b));
  drawn.indices.forEach((index, at) => {
    expect(drawn.labels[at]).toBe(images.labels[index]);
    expect(drawn.concepts?.ink?.[at]).toBe(index);
    expect(drawn.noise?.cleanLabels[at]).toBe(noise.cleanLabels[index]);
    expect(drawn.noise?.isNoisy[at]).toBe(index % 2);
    const own = drawn.images.subarray(12 * at, 12 * (at + 1));
    expect(own).toEqual(images.images.subarray(12 * index, 12 * (index + 1)));
  });
});

test("drawExamples() draws the same again, and others with another seed", () => {
  const drawn = (draw: number) => [
    ...drawExamples(dataset, { part: "test", count: 7, draw }).indices,
  ];
  expect(drawn(3)).toEqual(drawn(3));
  expect(drawn(3)).not.toEqual(drawn(4));
});

test.each([0, 30, 99])("drawExamples() takes all in their order for a count of %i", (count) => {
  const { indices } = drawExamples(dataset, { part: "train", count, draw: 0 });
  expect([...indices]).toEqual(Array.from({ length: 30 }, (_, at) => at));
});

test("drawExamples() refuses a part that there is not, or that is empty", () => {
  expect(() => drawExamples(dataset, { part: "validation", count: 1, draw: 0 })).toThrow(
    'Cannot look at images of "made-up": it has no validation images, needs validation=… or another part',
  );
  const empty = datasetOf(tinyImages(0));
  expect(() => drawExamples(empty, { part: "test", count: 1, draw: 0 })).toThrow(
    'Cannot look at the test images of "made-up": there are none',
  );
});

test("drawExamples() refuses floats, which probes would take for pixels", () => {
  const floats = datasetOf({ ...images, dtype: "f32" });
  expect(() => drawExamples(floats, { part: "test", count: 1, draw: 0 })).toThrow(
    'Cannot look at the test images of "made-up": they are 32-bit floats, needs bytes',
  );
});
