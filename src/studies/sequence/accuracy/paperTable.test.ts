import { expect, test } from "vitest";
import { estimateOf } from "../../../core/statistics.ts";
import { tableIds } from "../cells.ts";
import { besidePaper, paperTable } from "./paperTable.ts";

test("paperTable has the four numbers of table 2", () => {
  expect(tableIds.map((id) => paperTable[id].accuracy)).toEqual([0.982, 0.983, 0.494, 0.867]);
});

const paper = { accuracy: 0.5, tolerance: 0.05 };

test.each([
  [[0.5, 0.501], "near"],
  [[0.7, 0.701], "above"],
  [[0.3, 0.301], "below"],
  [[0.5, 0.6], "open"],
  [[0.54, 0.56], "open"],
  [[0.5], "open"],
  [[0.5, Number.NaN], "open"],
])("besidePaper() of %j is %s", (values, where) => {
  expect(besidePaper(estimateOf(values), paper)).toBe(where);
});
