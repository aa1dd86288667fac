import { expect, test } from "vitest";
import { madeUpSettings } from "../../../test/support/madeUpTranslation.ts";
import { showTransforms } from "../../data/transforms/parseTransforms.ts";
import { makeNetwork } from "../../zoo/index.ts";
import { seriesOrder, shiftModeOf, tableRows, translationCells } from "./cells.ts";

const all = translationCells(madeUpSettings());

test("translationCells() trains each row with every seed, one seed after the other", () => {
  const cells = translationCells(madeUpSettings({ seeds: [3, 1], beyond: "no" }));
  expect(cells.map(({ id }) => id)).toEqual([
    "lenet5-s3",
    "mlp-s3",
    "lenet5-full-s3",
    "pooled-mlp-s3",
    "biased-s3",
    "lenet5-s1",
    "mlp-s1",
    "lenet5-full-s1",
    "pooled-mlp-s1",
    "biased-s1",
  ]);
  expect(cells.map(({ seed }) => seed)).toEqual([3, 3, 3, 3, 3, 1, 1, 1, 1, 1]);
});

test("translationCells() gives every training a name of its own, and a network that exists", () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const { network, options } of all) expect(() => makeNetwork(network, options)).not.toThrow();
});

test("translationCells() trains the source's rows alike", () => {
  const settings = { learningRate: 0.1, momentum: 0.5, epochs: 7, batchSize: 9 };
  const cells = translationCells(madeUpSettings({ ...settings, seeds: [0] }));
  const own = cells.filter(({ factors }) => factors.group === "table");
  expect(own.map(({ network }) => network)).toEqual(tableRows.map(({ network }) => network));
  for (const cell of own) expect(cell).toMatchObject({ ...settings, options: {} });
  for (const cell of own) expect(cell.augment).toBeUndefined();
  expect(cells.find(({ id }) => id === "biased-s0")).toMatchObject({
    ...settings,
    network: "lenet5",
    options: {},
    factors: { row: "biased", group: "biased" },
  });
});

test("translationCells() goes beyond the source only where asked to", () => {
  const groups = (beyond: "yes" | "no") =>
    new Set(translationCells(madeUpSettings({ beyond })).map(({ factors }) => factors.group));
  expect(groups("no")).toEqual(new Set(["table", "biased"]));
  for (const group of ["random-shifts", "pooling", "circular"]) {
    expect(groups("yes")).toContain(group);
  }
});

test("translationCells() shifts training images at random as far as the test images go", () => {
  const cells = translationCells(madeUpSettings({ shift: 2, shiftDown: 4 }));
  for (const { factors, augment } of cells) {
    const isShifted = factors.group === "random-shifts";
    expect(augment && showTransforms(augment)).toBe(isShifted ? "translate:by=4" : undefined);
  }
});

test("translationCells() pools and pads as its rows say", () => {
  const optionsOf = (row: string) => all.find(({ factors }) => factors.row === row)!.options;
  expect(optionsOf("lenet5-max")).toEqual({ subsampling: "max" });
  expect(optionsOf("lenet5-blur")).toEqual({ subsampling: "blur" });
  expect(optionsOf("lenet5-circular")).toEqual({ padding: "circular" });
});

test("shiftModeOf() asks the circular network circular shifts, the others what is set", () => {
  for (const mode of ["zero", "circular"] as const) {
    for (const cell of all) {
      const own = cell.factors.group === "circular" ? "circular" : mode;
      expect(shiftModeOf(cell, madeUpSettings({ mode }))).toBe(own);
    }
  }
});

test("seriesOrder has every title of the source's rows, and none twice", () => {
  expect(seriesOrder).toEqual(expect.arrayContaining(tableRows.map(({ title }) => title)));
  expect(new Set(seriesOrder).size).toBe(seriesOrder.length);
});
