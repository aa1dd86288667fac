import { expect, test } from "vitest";
import { handwritingOf, traitCount } from "./handwriting.ts";

test("handwritingOf() maps 0 to the least value of a trait and 1 to the greatest", () => {
  const least = handwritingOf(new Float64Array(traitCount));
  const middle = handwritingOf(new Float64Array(traitCount).fill(0.5));
  const greatest = handwritingOf(new Float64Array(traitCount).fill(1));
  expect([least.slant, middle.slant, greatest.slant]).toEqual([-0.3, 0.2, 0.7]);
  expect([least.extent, middle.extent, greatest.extent]).toEqual([17, 18.5, 20]);
});

test("handwritingOf() draws each trait from its own number", () => {
  const plain = Object.values(handwritingOf(new Float64Array(traitCount)));
  for (let trait = 0; trait < traitCount; trait++) {
    const draws = new Float64Array(traitCount);
    draws[trait] = 0.9;
    const changed = Object.values(handwritingOf(draws)).map((value, i) => value !== plain[i]);
    expect(changed.indexOf(true)).toBe(trait);
    expect(changed.lastIndexOf(true)).toBe(trait);
  }
});
