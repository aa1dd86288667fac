import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { tableIds } from "../cells.ts";
import { paperTable, rowNamed } from "./paperTable.ts";

test("paperTable has the four numbers of table 2", () => {
  expect(tableIds.map((id) => paperTable[id].accuracy)).toEqual([0.982, 0.983, 0.494, 0.867]);
});

test("rowNamed() finds rows by their id", () => {
  const results = madeUpSequence({ experiments: "no" });
  expect(rowNamed(results, "model2")?.title).toBe("model-2");
  expect(rowNamed(results, "lstm-longer")).toBeUndefined();
});
