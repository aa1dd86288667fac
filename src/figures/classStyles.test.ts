import { expect, test } from "vitest";
import { textsOf } from "../../test/support/svg.ts";
import { loadCanvas } from "./canvas.ts";
import { classLegend, className, classStyles } from "./classStyles.ts";
import { seriesStyle } from "./theme.ts";

test("classStyles() gives a class of few the same look whichever others are present", () => {
  expect([...classStyles([3, 1, 1], ["a", "b", "c", "d"])]).toEqual([
    [1, seriesStyle(1)],
    [3, seriesStyle(3)],
  ]);
});

test("classStyles() has looks for the ten commonest of many", () => {
  const classes = Array.from({ length: 12 }, (_, label) => `class ${label}`);
  const labels = [...classes.keys(), ...Array.from({ length: 11 }, (_, at) => at + 1)];
  expect([...classStyles(labels, classes).keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test("classLegend() names the classes that have looks", async () => {
  const classes = ["cat", "dog"];
  const { body } = classLegend(await loadCanvas(), classStyles([0, 1], classes), classes);
  expect(textsOf(`<svg xmlns="http://www.w3.org/2000/svg">${body}</svg>`)).toEqual(classes);
});

test("className() falls back to the label", () => {
  expect([className(0, ["cat"]), className(7, ["cat"])]).toEqual(["cat", "7"]);
});
