import { expect, test } from "vitest";
import { countOf, textsOf } from "../../../test/support/svg.ts";
import { captionFor, filterPictures } from "./filters.ts";

function filtersOf(count: number, channels = 1) {
  return Array.from({ length: count }, (_, at) => ({
    weights: Array.from({ length: 4 * channels }, (_, place) => Math.sin(place + at)),
    channels,
    height: 2,
    width: 2,
  }));
}

test("filterPictures() shows one row an epoch, and says how filters are scaled", async () => {
  const { id, svg, data, caption } = await filterPictures([
    { label: "epoch 0", filters: filtersOf(3) },
    { label: "epoch 1", detail: "a run", filters: filtersOf(3) },
  ]);
  expect(id).toBe("filters-pictures");
  expect(countOf(svg, "image")).toBe(6);
  expect(textsOf(svg).slice(-4)).toEqual([
    "All 3 filters; columns from the left",
    "epoch 0",
    "epoch 1",
    "a run",
  ]);
  expect(data[0]).toEqual({
    row: "epoch 0",
    column: 0,
    description: "epoch 0, filter 0: weights 0.000 to 0.909",
    marked: false,
  });
  expect(caption).toBe(captionFor(1));
  expect(caption).toContain("scaled by the filter's own largest absolute value");
});

test("filterPictures() shows the first of many filters, and says so", async () => {
  const { svg } = await filterPictures([{ label: "epoch 0", filters: filtersOf(40, 3) }]);
  expect(countOf(svg, "image")).toBe(16);
  expect(textsOf(svg)).toContain("The first 16 of 40 filters; columns from the left");
});

test("filterPictures() puts the rows of one network below its name", async () => {
  const { svg, data } = await filterPictures([
    { group: "model-1", label: "epoch 0", filters: filtersOf(1) },
    { group: "model-2", label: "epoch 0", filters: filtersOf(1) },
  ]);
  expect(textsOf(svg).slice(-4)).toEqual(["model-1", "epoch 0", "model-2", "epoch 0"]);
  expect(data[1]!.description).toBe("model-2, epoch 0, filter 0: weights 0.000 to 0.909");
});

test("captionFor() says what the colours stand for", () => {
  expect(captionFor(3)).toContain("red, green and blue");
  expect(captionFor(1)).toContain("0 is medium grey");
  expect(captionFor(8)).toContain("The mean over input channels is shown");
});
