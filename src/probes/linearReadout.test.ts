import { expect, test } from "vitest";
import { askProbe, datasetOf, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { initialNumbers, type Network } from "../nn/network.ts";
import { flatten } from "../ops/reshape.ts";
import { resolveOptions } from "../probing/resolveOptions.ts";
import { linearReadout } from "./linearReadout.ts";

/** Its images are made so that a linear classifier can tell them apart. */
const dataset = datasetOf(tinyImages(60, 1), tinyImages(90, 2));

/** Gives its images as maps of one channel: what is seen lies in the positions alone. */
const maps: Network = {
  ...tinyNetwork,
  name: "maps",
  build: (x, scope) => flatten(scope.tap("image", x)),
};
const numbers = { parameters: new Float32Array(), buffers: new Float32Array() };

test.each(everyBackend())(
  "linear-readout reads labels out of every layer, and by chance no more than chance, on %s",
  async (_, backend) => {
    const found = await askProbe(linearReadout, { dataset, backend });
    for (const layer of ["f1", "logits"]) {
      const [tested, fitted] = found.readings.filter((own) => own.layer === layer);
      expect(tested!.value).toBeGreaterThan(0.6);
      expect(tested!.low).toBeLessThan(tested!.value!);
      expect(tested!.high).toBeGreaterThanOrEqual(tested!.value!);
      expect(tested!.chance![1]).toBeLessThan(tested!.low!);
      expect(fitted!.value).toBeGreaterThan(fitted!.chance![1]);
    }
  },
);

test("linear-readout sees by the mean over positions less than by all positions", async () => {
  const asked = { network: maps, numbers, dataset };
  const byMean = await askProbe(linearReadout, { ...asked, options: { layers: "image" } });
  const byAll = await askProbe(linearReadout, {
    ...asked,
    options: { layers: "image", positions: "flatten" },
  });
  expect(readingOf(byMean, "readout accuracy", "image")).toBeLessThan(0.6);
  expect(readingOf(byAll, "readout accuracy", "image")).toBe(1);
});

test("linear-readout reads out of more features than images what it reads out of all", async () => {
  const asked = { network: maps, numbers, dataset };
  const options = { layers: "image", positions: "flatten", fitCount: "10" };
  const found = await askProbe(linearReadout, { ...asked, options });
  expect(readingOf(found, "fit accuracy", "image")).toBe(1);
  expect(readingOf(found, "readout accuracy", "image")).toBeGreaterThan(0.6);
});

test("linear-readout reads out concepts", async () => {
  const images = tinyImages(40);
  const isDark = images.labels.map((label) => Number(label === 2));
  const dark = { name: "dark", values: ["no", "yes"] };
  const known = { ...images, concepts: { dark: isDark } };
  const withConcept = { ...datasetOf(known), concepts: [dark] };
  const found = await askProbe(linearReadout, {
    dataset: withConcept,
    options: { target: "dark" },
  });
  expect(readingOf(found, "fit accuracy", "f1")).toBeGreaterThan(0.9);
  const message =
    'Cannot read out "drak": the images have no such concept, needs "label" or "dark"';
  const options = { target: "drak" };
  await expect(askProbe(linearReadout, { dataset: withConcept, options })).rejects.toThrow(message);
  const asked = { network: tinyNetwork, dataset: withConcept };
  expect(() => linearReadout.check!(resolveOptions(linearReadout, options), asked)).toThrow(
    message,
  );
});

test("linear-readout refuses to be tested on the images that it may be fitted to", () => {
  const options = resolveOptions(linearReadout, { part: "train" });
  expect(() => linearReadout.check!(options, { network: tinyNetwork, dataset })).toThrow(
    'Cannot tell what can be read out by train images: the classifier is fitted to them, needs part="test" or "validation"',
  );
});

test("linear-readout has no number of one class, of equal outputs or of outputs that are not finite", async () => {
  const reasonOf = async (asked: Parameters<typeof askProbe>[1]) => {
    const { readings } = await askProbe(linearReadout, { dataset, ...asked });
    expect(readings.every(({ value }) => value === null)).toBe(true);
    return readings[0]!.reason;
  };
  const images = tinyImages(30);
  const one = datasetOf(images, { ...images, labels: new Int32Array(30) });
  expect(await reasonOf({ dataset: one })).toBe("the images to fit to are of one class");
  const { parameters, buffers } = initialNumbers(tinyNetwork, 0);
  const blank = { parameters: parameters.map(() => 0), buffers };
  expect(await reasonOf({ numbers: blank })).toBe("the layer gives all images the same output");
  const broken = { parameters: parameters.map(() => Number.NaN), buffers };
  expect(await reasonOf({ numbers: broken })).toBe("the layer's outputs are not finite");
});

test("linear-readout counts a class that it was not fitted to as false", async () => {
  const fit = tinyImages(60, 1);
  const two = { ...fit, labels: fit.labels.map((label) => Math.min(label, 1)) };
  const others = { ...tinyImages(20), labels: new Int32Array(20).fill(2) };
  const found = await askProbe(linearReadout, { dataset: datasetOf(others, two) });
  expect(readingOf(found, "readout accuracy", "logits")).toBe(0);
});

test("linear-readout says nothing of chance where no labels are permuted", async () => {
  const measurement = await askProbe(linearReadout, { dataset, options: { permutations: 0 } });
  const { readings } = measurement;
  expect(readings.every(({ value, chance }) => value !== null && chance === undefined)).toBe(true);
  for (const { svg } of await figuresOf(measurement)) expect(svg).not.toMatch(/permuted|chance/);
});

/** Of the same measurement at two epochs, beside an untrained network's. */
async function figuresOf(measurement: Awaited<ReturnType<typeof askProbe>>) {
  const points = [0, 1].map((epoch) => ({ run: "a", seed: 0, epoch, ...measurement }));
  return await linearReadout.figures!({
    options: resolveOptions(linearReadout),
    points,
    untrained: [measurement],
    overview: undefined,
    classes: dataset.classes,
  });
}

test("linear-readout draws the readout over the layers and over the epochs", async () => {
  const figures = await figuresOf(await askProbe(linearReadout, { dataset }));
  expect(figures[0]!.svg).toContain("the same with permuted labels");
  expect(figures.map(({ id }) => id)).toEqual([
    "linear-readout-depth",
    "linear-readout-readout-accuracy",
    "linear-readout-fit-accuracy",
  ]);
});
