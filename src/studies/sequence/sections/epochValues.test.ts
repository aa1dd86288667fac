import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { epochValues, tableTitles } from "./epochValues.ts";

const results = madeUpSequence({ seeds: [7], epochs: 2 }, { accuracy: (_, __, done) => done });

test("epochValues() has every seed at every epoch, by title or any other name", () => {
  const rows = results.rows.slice(0, 1);
  expect(epochValues(rows)).toEqual([
    { series: "model-1: CNN1", seed: 7, epoch: 0, value: 0 },
    { series: "model-1: CNN1", seed: 7, epoch: 1, value: 0.5 },
    { series: "model-1: CNN1", seed: 7, epoch: 2, value: 1 },
  ]);
  expect(epochValues(rows, ({ row }) => row)[0]!.series).toBe("cnn1");
});

test("tableTitles() are those of table 2 alone", () => {
  expect(tableTitles(results)).toEqual([
    "model-1: CNN1",
    "model-1: CNN2",
    "model-1: LSTM",
    "model-2",
  ]);
});
