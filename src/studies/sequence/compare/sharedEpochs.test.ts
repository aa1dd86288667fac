import { expect, test } from "vitest";
import { sharedEpochs } from "./sharedEpochs.ts";

test("sharedEpochs() leaves out those that only some networks kept", () => {
  const kept = (...epochs: number[]) => {
    const readout = { share: 0, low: 0, high: 0 };
    return {
      epochs: epochs.map((epoch) => ({ epoch, filters: [], outputs: readout, maps: null })),
    };
  };
  expect(sharedEpochs([kept(0, 1, 34, 50), kept(0, 1, 42, 50)])).toEqual([0, 1, 50]);
  expect(sharedEpochs([])).toEqual([]);
});
