import { expect, test } from "vitest";
import { foundPoint } from "../../../test/support/foundPoint.ts";
import { readingCurves } from "../../figures/probes/readingCurves.ts";
import { defineProbe } from "../../probing/probe.ts";
import { readingRows } from "../../probing/readingRows.ts";
import { resolveOptions } from "../../probing/resolveOptions.ts";
import { lookedAtText, probeSection } from "./probeSection.ts";

const probe = defineProbe({
  id: "seer",
  title: "Seer",
  question: "?",
  measure: () => ({ readings: [] }),
});

test.each([
  [[4], "epoch 4"],
  [[0, 1, 2], "epochs 0, 1, 2"],
  [Array.from({ length: 13 }, (_, at) => 2 * at), "13 epochs from 0 to 24"],
])("lookedAtText() names the epochs %j", (epochs, text) => {
  const points = epochs.map((epoch) => foundPoint(epoch, []));
  const options = resolveOptions(probe);
  const result = { options, points, untrained: [], overview: undefined, classes: [] };
  expect(lookedAtText({ probe, result }, {})).toBe(`Looked at the weights alone, after ${text}.`);
});

test.each([
  [{ test: 300 }, "300 images"],
  [{ test: 800 }, "500 images"],
  [{}, "500 images"],
  [{ test: 0 }, "500 images"],
])("probeSection() tells figures how many images there were of %j", async (counts, text) => {
  const counting = defineProbe({
    ...probe,
    id: "count++",
    images: { part: "test", count: 500 },
    figures: ({ points, options }) =>
      readingCurves(readingRows(points), { id: "count", subtitle: `${options.count} images` }),
  });
  const points = [foundPoint(1, [{ quantity: "sum", value: 1 }])];
  const options = resolveOptions(counting);
  const result = { options, points, untrained: [], overview: undefined, classes: [] };
  const { id, figures } = await probeSection({ probe: counting, result }, counts);
  expect(id).toBe("probe-count-plus-plus");
  expect(figures[0]!.svg).toContain(text);
});

test("probeSection() says in words of what there is nothing to draw", async () => {
  const reason = "all units are dead";
  const points = [0, 1].map((epoch) =>
    foundPoint(epoch, [
      { quantity: "dead units", layer: "f1", value: 0 },
      { quantity: "dead units", layer: "f2", value: 0 },
      { quantity: "width", value: null, reason },
      { quantity: "mean", value: epoch },
    ]),
  );
  const result = {
    options: resolveOptions(probe),
    points,
    untrained: [],
    overview: undefined,
    classes: [],
  };
  const { paragraphs, figures } = await probeSection({ probe, result }, {});
  expect(paragraphs.slice(2)).toEqual([
    "Dead units: 0 in all layers at all epochs asked.",
    "Width: no number, for all units are dead.",
  ]);
  expect(figures.map(({ id }) => id)).toEqual(["seer-mean"]);
});
