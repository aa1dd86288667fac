import { expect, test } from "vitest";
import { describeOnednn } from "../../../../test/support/describeOnednn.ts";
import { expectAsReference } from "../../../../test/support/expectAsReference.ts";
import { imagesInLayouts } from "../../../../test/support/imagesInLayouts.ts";
import { runOnce } from "../../../../test/support/runOnce.ts";
import { makeGraph } from "../../../graph/graph.ts";
import { input } from "../../../ops/leaves.ts";
import { max } from "../../../ops/max.ts";
import { sum } from "../../../ops/sum.ts";

/** Every choice of axes of an image. */
const choices = Array.from({ length: 16 }, (_, bits) =>
  [0, 1, 2, 3].filter((axis) => bits & (1 << axis)),
);

describeOnednn("lowerReduction()", (backend) => {
  for (const { layout, image, numbers } of imagesInLayouts) {
    test(`reduces images in ${layout} over any dimensions`, () => {
      const values = choices
        .slice(1)
        .flatMap((axes) => [
          [`sum over ${axes}`, sum(image, axes)] as const,
          [`max over ${axes}`, max(image, axes, true)] as const,
        ]);
      expectAsReference(backend, Object.fromEntries(values), numbers);
    });
  }

  test("needs no step where only dimensions of extent 1 are reduced", () => {
    const total = sum(input("x", [2, 1, 3, 1]), [1, 3]);
    expect(runOnce({ total }, { x: [1, 2, 3, 4, 5, 6] }, backend).total).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
  });

  test("adds up a million numbers to 7 digits", () => {
    const count = 2 ** 20;
    const numbers = Float32Array.from({ length: count }, (_, i) => 1 + (i % 1000) / 1000);
    const exact = numbers.reduce((total, number) => total + number, 0);
    const { total } = runOnce({ total: sum(input("x", [count])) }, { x: numbers }, backend);
    expect(Math.abs(total[0]! / exact - 1)).toBeLessThan(2e-7);
  });

  test("uses no reference code of oneDNN", () => {
    const x = input("x", [3, 4, 5, 6]);
    const values = choices
      .slice(1)
      .flatMap((axes) => [sum(x, axes), max(x, axes)])
      .map((value, index) => [index, value]);
    const executable = backend.compile(makeGraph(Object.fromEntries(values)));
    const used = executable.profile(1).map(({ implementation }) => implementation);
    expect(used.filter((name) => name.startsWith("ref") || name === "loop")).toEqual([]);
    executable.dispose();
  });
});
