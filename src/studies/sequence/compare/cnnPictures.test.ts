import { expect, test } from "vitest";
import { cnnPictures } from "./cnnPictures.ts";

test("cnnPictures() cuts the weights of an epoch into filters", () => {
  const at = (epoch: number, filters: number[]) => {
    const readout = { share: 0, low: 0, high: 0 };
    return { epoch, filters, outputs: readout, maps: null };
  };
  const cnn = { filterShape: [2, 1, 1, 2], epochs: [at(0, [0, 0, 0, 0]), at(1, [1, 2, 3, 4])] };
  expect(cnnPictures(cnn, -1)).toEqual([
    { weights: [1, 2], channels: 1, height: 1, width: 2 },
    { weights: [3, 4], channels: 1, height: 1, width: 2 },
  ]);
  expect(cnnPictures(cnn, 0)[0]!.weights).toEqual([0, 0]);
});
