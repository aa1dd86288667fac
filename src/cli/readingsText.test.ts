import { expect, test } from "vitest";
import { foundPoint } from "../../test/support/foundPoint.ts";
import { overviewText, readingsText } from "./readingsText.ts";

test("readingsText() has a row for each number, a column for each epoch, and reasons below", () => {
  const points = [0, 1].map((epoch) =>
    foundPoint(epoch, [
      { quantity: "mean", layer: "f1", value: 0.25 },
      epoch === 0
        ? { quantity: "mean", layer: "f2", value: null, reason: "all units are dead" }
        : { quantity: "mean", layer: "f2", value: 2 },
    ]),
  );
  expect(readingsText(points).split("\n")).toEqual([
    "quantity  layer  epoch 0  epoch 1",
    "────────  ─────  ───────  ───────",
    "mean      f1     0.25     0.25",
    "mean      f2     –        2",
    "–: mean, f2: all units are dead",
  ]);
});

test("readingsText() leaves out what a terminal has no room for, and says so", () => {
  const readings = Array.from({ length: 61 }, (_, index) => ({
    quantity: "mean",
    of: `class ${index}`,
    value: index,
  }));
  const text = readingsText(Array.from({ length: 21 }, (_, epoch) => foundPoint(epoch, readings)));
  expect(text).toMatch(
    /^quantity +of +epoch 0 +epoch 1 +epoch 2 +epoch 4 +epoch 8 +epoch 16 +epoch 20\n/,
  );
  expect(text.split("\n").at(-1)).toBe("… 1 more numbers and 14 more epochs: --json tells all");
});

test("readingsText() says where there are no numbers", () => {
  expect(readingsText([foundPoint(0, [])])).toBe(
    "It found no numbers; pictures and details are in the report and behind --json",
  );
});

test("overviewText() has a row for each number, with its interval", () => {
  const readings = [
    { quantity: "agreement", of: "a and b", value: 0.5, low: 0.4, high: 0.6 },
    { quantity: "agreement", of: "a and c", value: null, reason: "c has one epoch" },
  ];
  expect(overviewText({ readings })[0]!.split("\n").slice(-3)).toEqual([
    "agreement, a and b  0.5    0.4 to 0.6",
    "agreement, a and c  –      –",
    "–: agreement, a and c: c has one epoch",
  ]);
  expect(overviewText({ readings: [] })).toEqual([]);
});
