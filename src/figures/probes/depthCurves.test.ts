import { expect, test } from "vitest";
import { textsOf } from "../../../test/support/svg.ts";
import { depthCurves } from "./depthCurves.ts";
import type { ReadingRow } from "./readingLines.ts";
import { someEpochs } from "./someEpochs.ts";

const text = { id: "a", title: "T", caption: "C", yLabel: "accuracy", format: "percent" } as const;

function rowsOf(epochs: readonly number[], run = "a"): ReadingRow[] {
  return epochs.flatMap((epoch) =>
    ["conv1", "conv2", "logits"].map((layer, at) => ({
      run,
      seed: 0,
      epoch,
      quantity: "accuracy",
      layer,
      value: layer === "conv2" && epoch === 1 ? null : 0.2 + 0.1 * at + 0.05 * epoch,
      low: 0.1,
      high: 0.9,
      chance: [0.08, 0.12] as const,
    })),
  );
}

test("depthCurves() draws a line an epoch over the layers, and what would be without learning", async () => {
  const untrained = [0.2, 0.3].map((value) => ({ quantity: "accuracy", layer: "conv1", value }));
  const { svg, data } = await depthCurves(rowsOf([0, 1]), { ...text, untrained });
  const texts = textsOf(svg);
  for (const word of ["conv1", "logits", "epoch 0", "epoch 1", "untrained", "chance", "60%"]) {
    expect(texts).toContain(word);
  }
  expect(svg).not.toContain("NaN");
  expect(data).toHaveLength(8);
});

test("depthCurves() gives each run a panel of its own", async () => {
  const { svg } = await depthCurves([...rowsOf([0], "a run"), ...rowsOf([0], "another")], text);
  const texts = textsOf(svg);
  expect(texts).toContain("a run");
  expect(texts).toContain("another");
});

test("depthCurves() writes many names of layers slanted", async () => {
  const rows = Array.from({ length: 30 }, (_, at) => ({
    run: "a",
    seed: 0,
    epoch: 0,
    quantity: "accuracy",
    layer: `layer1.${at}.conv1`,
    value: at / 30,
  }));
  expect((await depthCurves(rows, text)).svg).toContain("rotate(-40)");
});

test("depthCurves() refuses to be drawn without data", async () => {
  await expect(depthCurves([], text)).rejects.toThrow(
    new RangeError('Cannot draw the figure "a": 0 rows of data, needs at least 1'),
  );
});

test("someEpochs() keeps the first and the last, and some between", () => {
  expect(someEpochs([4, 0, 1, 1], 6)).toEqual([0, 1, 4]);
  expect(someEpochs([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
});
