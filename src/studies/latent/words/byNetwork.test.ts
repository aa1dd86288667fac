import { expect, test } from "vitest";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { estimateOf } from "../../../core/statistics.ts";
import { byNetwork, listed, shortName } from "./byNetwork.ts";

const results = madeUpLatent({ pictureCount: 0, epochs: 1, sampleCount: 100, seeds: [0] });

test("shortName() leaves out what a network is like", () => {
  expect(results.networks.map(shortName)).toEqual([
    "No. 1",
    "No. 2",
    "No. 3",
    "No. 4",
    "No. 1",
    "No. 1",
  ]);
});

test("byNetwork() has the numbers of the source's four", () => {
  const measure = ({ row }: { row: string }) =>
    row === "no2" ? null : estimateOf([Number(row.slice(2, 3))]);
  expect(byNetwork(results, measure)).toBe("No. 1 1.00, No. 2 not measured, No. 3 3.0, No. 4 4.0");
  expect(byNetwork(results, () => estimateOf([0.5]), "share")).toMatch(/^No\. 1 50\.0%, /);
});

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b and c"],
])("listed() puts %j in a row", (words, text) => {
  expect(listed(words)).toBe(text);
});
