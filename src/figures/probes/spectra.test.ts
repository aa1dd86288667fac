import { expect, test } from "vitest";
import { firstAndLastSpectra } from "./spectra.ts";

test("firstAndLastSpectra() takes the first and the last epoch of the first run", () => {
  const at = (run: string, epoch: number) => ({ run, epoch, spectra: { a: [epoch], b: [0] } });
  const found = firstAndLastSpectra([at("x", 0), at("x", 8), at("x", 4), at("y", 16)]);
  expect(found).toEqual([
    { layer: "a", series: "epoch 0", values: [0] },
    { layer: "a", series: "epoch 8", values: [8] },
    { layer: "b", series: "epoch 0", values: [0] },
    { layer: "b", series: "epoch 8", values: [0] },
  ]);
  expect(firstAndLastSpectra([])).toEqual([]);
});
