import { expect, test } from "vitest";
import { makeStream } from "../../../core/random.ts";
import { measurePictures, type ScoresAtEpoch } from "./measurePictures.ts";

/** Two clusters of 20 points, which come apart from one epoch to the next. */
function scoresAt(epoch: number, apart: number): ScoresAtEpoch {
  const scores = new Float64Array(40 * 3);
  makeStream(0, "clusters").fillNormal(scores, 0, 0, 1);
  for (let point = 0; point < 40; point++) scores[3 * point]! += (point % 2) * apart;
  return { epoch, scores, dimensions: 3, kept: 1 };
}

const labels = Int32Array.from({ length: 40 }, (_, point) => point % 2);
const options = { labels, seed: 0 };
const pictures = measurePictures("c4", [scoresAt(0, 0), scoresAt(8, 100)], options);

test("measurePictures() draws every epoch by both methods", () => {
  expect(pictures.map(({ layer, method, epoch }) => [layer, method, epoch])).toEqual([
    ["c4", "tsne", 0],
    ["c4", "tsne", 8],
    ["c4", "umap", 0],
    ["c4", "umap", 8],
  ]);
  for (const { positions } of pictures) expect(positions).toHaveLength(80);
});

test("measurePictures() says how many neighbours along the principal directions are of the same class", () => {
  const [before, after, ...others] = pictures.map(({ sameClass }) => sameClass);
  expect([before, after]).toEqual(others);
  expect(before).toBeLessThan(0.7);
  expect(after).toBe(1);
});

test("measurePictures() rounds positions to four digits", () => {
  for (const value of pictures.flatMap(({ positions }) => positions)) {
    expect(value).toBe(Number(value.toPrecision(4)));
  }
});

test("measurePictures() draws the same to the bit whenever it is asked", () => {
  const [again] = measurePictures("c4", [scoresAt(0, 0)], options);
  expect(again).toEqual(pictures[0]);
});

test("measurePictures() leaves out epochs at which all images have the same output", () => {
  const dead = { epoch: 4, scores: new Float64Array(), dimensions: 0, kept: 0 };
  const epochs = measurePictures("c4", [scoresAt(0, 0), dead, scoresAt(8, 100)], options);
  expect(epochs).toEqual(pictures);
  expect(measurePictures("c4", [dead], options)).toEqual([]);
});
