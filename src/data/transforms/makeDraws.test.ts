import { describe, expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { makeDraws, visitOf } from "./makeDraws.ts";

describe("makeDraws()", () => {
  test("gives the numbers of the stream at the visit", () => {
    const stream = makeStream(3, "augment/crop");
    const draws = makeDraws(3, "augment/crop")(70_000);
    expect(draws.uniform(5)).toBe(stream.uniform(70_000, 5));
    expect(draws.integer(6, 10)).toBe(stream.integers(70_000, 6, 10));
    const [own, expected] = [new Float64Array(9), new Float64Array(9)];
    draws.fillUniform(own, -1, 1);
    stream.fillUniform(expected, 70_000, -1, 1);
    expect(own).toEqual(expected);
    draws.fillNormal(own, 2, 3);
    stream.fillNormal(expected, 70_000, 2, 3);
    expect(own).toEqual(expected);
  });

  test("gives a visit the same numbers whatever was drawn before", () => {
    const drawsOf = makeDraws(0, "flip");
    const first = drawsOf(1).uniform(0);
    drawsOf(2).uniform(0);
    expect(drawsOf(1).uniform(0)).toBe(first);
    expect(drawsOf(2).uniform(0)).not.toBe(first);
  });
});

test("visitOf() gives every place of every step a number of its own", () => {
  expect([visitOf(0, 0), visitOf(0, 999_999), visitOf(1, 0), visitOf(2 ** 32, 7)]).toEqual([
    0,
    999_999,
    1_048_576,
    2 ** 52 + 7,
  ]);
});
