import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf } from "../core/bytesOf.ts";
import { DataError } from "../core/errors.ts";
import { imageSize } from "./imageSet.ts";
import { numberSetOf } from "./numberSet.ts";
import { openImages } from "./openImages.ts";
import { selectExamples } from "./selectExamples.ts";

const values = Float32Array.of(1, 2, 3, 4, 5, 6, -7, 0.5, 9, 10, 11, 12);
const labels = Int32Array.of(3, 4);
const shape = [2, 3] as const;

test("numberSetOf() takes steps for channels, without copying a number", () => {
  const first = Int32Array.of(0, 1);
  const set = numberSetOf({ values, labels, shape, concepts: { first } });
  const { images, ...rest } = set;
  expect(rest).toEqual({
    labels,
    count: 2,
    channels: 2,
    height: 3,
    width: 1,
    dtype: "f32",
    concepts: { first },
  });
  expect(images.buffer).toBe(values.buffer);
  expect(imageSize(set)).toBe(24);
});

test("numberSetOf() refuses numbers that are not as many as are said, or not finite", () => {
  const action = "Cannot make a set of numbers";
  expect(() => numberSetOf({ values, labels, shape: [2, 2] })).toThrow(
    new DataError(`${action}: there are 12 for 2 examples of 2 × 2, needs 8`),
  );
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => numberSetOf({ values: values.with(7, wrong), labels, shape })).toThrow(
      new DataError(`${action}: example 1 has ${wrong}, needs finite ones`),
    );
  }
  const concepts = { second: Int32Array.of(1) };
  expect(() => numberSetOf({ values, labels, shape, concepts })).toThrow(
    new DataError(`${action}: the concept "second" has 1 values, needs 2`),
  );
});

test("openImages() reads the numbers of every example that is chosen, to the bit", () => {
  const example = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 6,
    maxLength: 6,
  });
  fc.assert(
    fc.property(
      fc.array(example, { minLength: 1, maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      (examples, draws) => {
        const set = numberSetOf({
          values: Float32Array.from(examples.flat()),
          labels: new Int32Array(examples.length),
          shape,
        });
        const chosen = Uint32Array.from({ length: 5 }, () => draws.next().value! % examples.length);
        const order = Uint32Array.of(4, 0, 2, 2);
        const reader = openImages(selectExamples(set, chosen));
        const out = new Float32Array(order.length * 6);
        reader.read(order, bytesOf(out));
        reader.close();
        const expected = [...order].flatMap((place) => examples[chosen[place]!]!);
        expect(bytesOf(out)).toEqual(bytesOf(Float32Array.from(expected)));
      },
    ),
  );
});
