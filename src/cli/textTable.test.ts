import { expect, test } from "vitest";
import { textTable } from "./textTable.ts";

test("textTable() aligns words left, numbers right, and marks empty cells", () => {
  const columns = ["name", "count"];
  const rows = [
    ["a", 12_345],
    ["longer", null],
    ["", 0.123456],
  ];
  expect(textTable({ columns, rows })).toBe(
    ["name     count", "──────  ──────", "a       12,345", "longer       –", "–       0.1235"].join(
      "\n",
    ),
  );
});

test("textTable() counts wide characters twice", () => {
  expect(textTable({ columns: ["a", "b"], rows: [["田中", "x"]] })).toBe(
    ["a     b", "────  ─", "田中  x"].join("\n"),
  );
});
