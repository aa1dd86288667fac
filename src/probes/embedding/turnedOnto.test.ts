import { expect, test } from "vitest";
import { turnedOnto } from "./turnedOnto.ts";

const points = Float64Array.of(0, 0, 2, 0, 0, 1, 3, 5);

test.each([1, -1])("turnedOnto() finds a known turn and shift, mirrored by %s", (mirror) => {
  const [cosine, sine] = [Math.cos(2), Math.sin(2)];
  const onto = new Float64Array(points.length);
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at]!, mirror * points[at + 1]!];
    onto.set([cosine * x - sine * y + 7, sine * x + cosine * y - 4], at);
  }
  turnedOnto(points, onto).forEach((value, at) => {
    expect(value).toBeCloseTo(onto[at]!, 12);
  });
});

test("turnedOnto() changes no distance, whatever it is turned onto", () => {
  const moved = turnedOnto(points, Float64Array.of(5, 1, 0, 2, 8, 8, 1, 0));
  const between = (own: Float64Array) => Math.hypot(own[2]! - own[6]!, own[3]! - own[7]!);
  expect(between(moved)).toBeCloseTo(between(points), 12);
});
