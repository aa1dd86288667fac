import { expect, test } from "vitest";
import { bars } from "../../../test/support/bars.ts";
import { madeUpSettings } from "../../../test/support/madeUpTranslation.ts";
import { makeReferenceBackend } from "../../backends/reference/reference.ts";
import type { Dataset } from "../../data/dataset.ts";
import type { ImagesInMemory } from "../../data/imageSet.ts";
import { initialNumbers } from "../../nn/network.ts";
import { makeNetwork } from "../../zoo/index.ts";
import type { TrainedCell } from "../study.ts";
import { translationCells } from "./cells.ts";
import { measureTranslation } from "./measure.ts";
import type { TranslationSettings } from "./settings.ts";

function datasetOf(images: ImagesInMemory): Dataset {
  const classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
  const origin = { name: "bars", title: "bars", generated: true, note: "" };
  return { ...origin, classes, train: images, test: images };
}

/** Any network of the study as it is before training; the pooled perceptron by default, since it is quick. */
function untrained(
  row: string,
  settings: TranslationSettings,
  {
    images = bars(20),
    network = "pooled-mlp",
    options = {},
  }: {
    readonly images?: ImagesInMemory;
    readonly network?: string;
    readonly options?: TrainedCell["cell"]["options"];
  } = {},
): TrainedCell {
  const cell = translationCells(settings).find(({ factors }) => factors.row === row)!;
  return {
    cell: { ...cell, network, options },
    numbers: initialNumbers(makeNetwork(network, options), 0),
    history: [],
    dataset: datasetOf(images),
    source: datasetOf(images),
    epochs: notAsked,
    backend: makeReferenceBackend(),
  };
}

const small = (given: Partial<TranslationSettings> = {}) =>
  madeUpSettings({ seeds: [0], shift: 1, shiftDown: 0, layerCount: 5, ...given });

test("measureTranslation() asks for every shift, for every layer and shift to the right", async () => {
  const settings = small({ shift: 2, shiftDown: 1 });
  const { grid, layers, examples } = await measureTranslation(untrained("mlp", settings), settings);
  expect(grid.shifts).toHaveLength(15);
  expect([grid.count, grid.classes]).toEqual([20, 10]);
  expect(grid.answers[0]).toHaveLength(100);
  const still = grid.shifts.findIndex(({ dx, dy }) => dx === 0 && dy === 0);
  expect(grid.unchanged[still]).toBe(20);
  expect(layers.map(({ layer, dx }) => `${layer} ${dx}`)).toEqual([
    "s0 1",
    "f1 1",
    "f2 1",
    "logits 1",
    "s0 2",
    "f1 2",
    "f2 2",
    "logits 2",
  ]);
  for (const { error } of layers) expect(error).toBeGreaterThan(0);
  expect(examples).toEqual([]);
});

test("measureTranslation() asks the first images for the layers, and none where it is told so", async () => {
  const layersWith = async (layerCount: number, images = bars(20)) => {
    const settings = small({ layerCount });
    return (await measureTranslation(untrained("mlp", settings, { images }), settings)).layers;
  };
  expect(await layersWith(0)).toEqual([]);
  // One image has no other to compare with.
  expect(await layersWith(1)).toEqual([]);
  expect(await layersWith(2)).toHaveLength(4);
  expect(await layersWith(500)).toEqual(await layersWith(20));
  expect(await layersWith(5)).toEqual(await layersWith(5, bars(5)));
  expect(await layersWith(5)).not.toEqual(await layersWith(6));
});

test("measureTranslation() moves around the edges for the circular network alone", async () => {
  const settings = small({ shift: 28, layerCount: 0 });
  const around = async (row: string) => {
    const { grid } = await measureTranslation(untrained(row, settings), settings);
    return grid.unchanged.at(-1);
  };
  // Moved by the whole width, a circular image is itself again, another one is blank.
  expect(await around("lenet5-circular")).toBe(20);
  expect(await around("mlp")).toBeLessThan(20);
  const circular = small({ shift: 28, layerCount: 0, mode: "circular" });
  const { grid } = await measureTranslation(untrained("mlp", circular), circular);
  expect(grid.unchanged.at(-1)).toBe(20);
});

test("measureTranslation() shows the first 4, 5, 2 and 3 of the biased network's test images", async () => {
  const settings = small();
  const { examples, grid } = await measureTranslation(untrained("biased", settings), settings);
  expect(examples.map(({ index, label }) => [index, label])).toEqual([
    [4, 4],
    [5, 5],
    [2, 2],
    [3, 3],
  ]);
  for (const { width, height, pixels, answers } of examples) {
    expect([width, height, pixels.length]).toEqual([28, 28, 784]);
    expect(answers).toHaveLength(grid.shifts.length);
  }
  expect(examples[0]!.pixels).toEqual([...bars(5).images.subarray(4 * 784)]);
});

test("measureTranslation() gives an example the answers that it has among all images", async () => {
  const settings = small();
  // The only image of its class: its row of the table tells its answer.
  const trained = untrained("biased", settings, { images: bars(10) });
  const { examples, grid } = await measureTranslation(trained, settings);
  for (const { label, answers } of examples) {
    const row = grid.answers.map((counts) => counts.slice(10 * label, 10 * label + 10).indexOf(1));
    expect(answers).toEqual(row);
  }
});

test("measureTranslation() leaves out examples of digits that there are none of", async () => {
  const settings = small();
  const { examples } = await measureTranslation(
    untrained("biased", settings, { images: bars(4) }),
    settings,
  );
  expect(examples.map(({ label }) => label)).toEqual([2, 3]);
});

test("measureTranslation() shows the source's images where the test set is the source's", async () => {
  const images = bars(8656);
  const sources = [
    [4017, 4],
    [4888, 5],
    [5392, 2],
    [8655, 3],
  ] as const;
  for (const [index, label] of sources) images.labels[index] = label;
  const settings = small({ layerCount: 0 });
  const { examples } = await measureTranslation(
    untrained("biased", settings, { images }),
    settings,
  );
  expect(examples.map(({ index, label }) => [index, label])).toEqual(sources);
});

function notAsked(): never {
  throw new Error("the epochs are not asked for");
}
