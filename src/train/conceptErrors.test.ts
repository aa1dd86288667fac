import { expect, test } from "vitest";
import { bars } from "../../test/support/bars.ts";
import { conceptErrors } from "./conceptErrors.ts";

const set = {
  ...bars(4),
  concepts: { parity: Int32Array.of(0, 1, 0, 1), ink: Int32Array.of(1, 1, 1, 1) },
};

test("conceptErrors() counts answers that stand for another value than the image shows", () => {
  const parity = { name: "parity", values: ["even", "odd"], ofClass: [0, 1, 0, 1] };
  expect(conceptErrors(Int32Array.of(2, 1, 1, 0), set, [parity])).toEqual({
    "test/error/parity": 0.5,
  });
});

test("conceptErrors() leaves out concepts that classes do not stand for, or images do not tell of", () => {
  const ink = { name: "ink", values: ["grey", "black"] };
  const size = { name: "size", values: ["small"], ofClass: [0, 0, 0, 0] };
  expect(conceptErrors(Int32Array.of(0, 1, 2, 3), set, [ink, size])).toEqual({});
  expect(conceptErrors(Int32Array.of(0, 1, 2, 3), set)).toEqual({});
});
