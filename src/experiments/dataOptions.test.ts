import { expect, test } from "vitest";
import { dataSetNames } from "../data/catalogue.ts";
import { networks } from "../zoo/index.ts";
import { dataOptionKeys } from "./dataOptions.ts";
import { trainCommonKeys, trainKeys } from "./trainKeys.ts";

/** The one key that data sets and choices of examples have in common: whatever is drawn, it is drawn by this seed. */
const shared = ["dataSeed"];

test("dataOptionKeys() are keys that neither networks nor trainings have", () => {
  const choices = Object.values(networks).flatMap((network) => Object.keys(network.choices));
  const taken = new Set([...choices, ...Object.keys({ ...trainKeys, ...trainCommonKeys })]);
  const own = dataSetNames.flatMap((name) => Object.keys(dataOptionKeys(name)));
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((key) => taken.has(key) && !shared.includes(key))).toEqual([]);
  expect(choices.filter((key) => key in trainKeys || key in trainCommonKeys)).toEqual([]);
});

test("dataOptionKeys() has nothing for data sets that lie in files", () => {
  expect(dataOptionKeys("mnist")).toEqual({});
  expect(dataOptionKeys("no such data")).toEqual({});
});
