import { expect, test } from "vitest";
import { foundPoint } from "../../../test/support/foundPoint.ts";
import { overviewTable, readingsTable } from "./readingsTable.ts";

test("readingsTable() has the first, a middle and the last epoch, intervals and chance", () => {
  const points = [0, 1, 2, 4].map((epoch) =>
    foundPoint(epoch, [
      { quantity: "dimension", layer: "f1", value: epoch + 0.12345, low: epoch, high: epoch + 1 },
      { quantity: "accuracy", value: epoch / 10, chance: [0.1, 0.1] },
    ]),
  );
  expect(readingsTable(points)).toEqual({
    caption: "After the first, a middle and the last epoch asked; in brackets: 95% interval",
    columns: ["quantity", "layer", "epoch 0", "epoch 2", "epoch 4", "by chance"],
    rows: [
      ["dimension", "f1", "0.1235 (0 to 1)", "2.123 (2 to 3)", "4.123 (4 to 5)", null],
      ["accuracy", "", "0", "0.2", "0.4", "0.1"],
    ],
    align: ["left", "left", "right", "right", "right", "right"],
  });
});

test("readingsTable() says why there is no number", () => {
  const reason = "all units are dead";
  const table = readingsTable([foundPoint(8, [{ quantity: "dimension", value: null, reason }])]);
  expect(table.caption).toBe("After epoch 8; –: all units are dead");
  expect(table.rows).toEqual([["dimension", null]]);
});

test("readingsTable() has the first quantities alone where there are too many numbers, and says so", () => {
  const layers = Array.from({ length: 30 }, (_, index) => `f${index}`);
  const readings = ["mean", "deviation"].flatMap((quantity) =>
    layers.map((layer) => ({ quantity, layer, value: 1 })),
  );
  const { rows, caption } = readingsTable([foundPoint(0, readings)]);
  expect(rows.map(([quantity]) => quantity)).toEqual(layers.map(() => "mean"));
  expect(caption).toBe("After epoch 0; 30 more numbers are in the data of the figures");
});

test("readingsTable() names runs where there are several", () => {
  const readings = [{ quantity: "mean", value: -0.00001234 }];
  const points = ["a", "b"].map((run) => ({ ...foundPoint(1, readings), run }));
  expect(readingsTable(points)).toMatchObject({
    columns: ["run", "quantity", "epoch 1"],
    rows: [
      ["a", "mean", "−0.00001234"],
      ["b", "mean", "−0.00001234"],
    ],
  });
});

test("overviewTable() shows what all of it together tells, or why that is nothing", () => {
  const readings = [
    { quantity: "agreement", of: "a and b", value: 0.5, low: 0.4, high: 0.6 },
    { quantity: "agreement", of: "a and c", value: null, reason: "c has one epoch" },
  ];
  expect(overviewTable({ readings }, ["a", "b", "c"])?.rows).toEqual([
    ["agreement", "a and b", "0.5 (0.4 to 0.6)"],
    ["agreement", "a and c", "none: c has one epoch"],
  ]);
  expect(overviewTable({ readings: [] }, [])).toBeUndefined();
});

test("overviewTable() does not say the name of the one run there is", () => {
  const readings = ["a, epoch 1", "a", "above"].map((of) => ({ quantity: "change", of, value: 1 }));
  expect(overviewTable({ readings }, ["a"])?.rows.map(([, of]) => of)).toEqual([
    "epoch 1",
    "",
    "above",
  ]);
});
