import { expect, test } from "vitest";
import { askProbe, datasetOf, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { initialNumbers } from "../nn/network.ts";
import { resolveOptions } from "../probing/resolveOptions.ts";
import { embedding } from "./embedding.ts";

const dataset = datasetOf(tinyImages(60));
const options = resolveOptions(embedding);

async function pointAt(epoch: number) {
  const measurement = await askProbe(embedding, { dataset });
  return { run: "a", seed: 0, epoch, ...measurement };
}

test.each(everyBackend())(
  "embedding looks at the last layer before the logits, on %s",
  async (_, backend) => {
    const found = await askProbe(embedding, { dataset, backend });
    expect(readingOf(found, "variance kept", "f1")).toBeCloseTo(1, 6);
    const agreement = found.readings[0]!;
    expect(agreement).toMatchObject({ quantity: "neighbours of the same class", layer: "f1" });
    // The images are made so that those of one label are alike.
    expect(agreement.low).toBeGreaterThan(agreement.chance![1]);
    expect(agreement.high).toBeLessThanOrEqual(1);
    expect(found.arrays!.scores!.shape).toEqual([60, 5]);
    expect(found.arrays!.labels!.data).toEqual(tinyImages(60).labels);
  },
);

test("embedding embeds a run's checkpoints one after the other, and each run by itself", async () => {
  const points = [await pointAt(1), await pointAt(0)];
  const both = [...points, ...points.map((point) => ({ ...point, run: "b" }))];
  const overview = await embedding.over!(both, options);
  expect(Object.keys(overview.arrays!)).toEqual([
    "a, epoch 0",
    "a, epoch 1",
    "b, epoch 0",
    "b, epoch 1",
  ]);
  expect(overview.arrays!["b, epoch 1"]).toEqual(overview.arrays!["a, epoch 1"]);
  const quantities = ["neighbours kept", "trustworthiness", "Kullback-Leibler divergence"];
  expect(overview.readings.slice(0, 3).map(({ quantity }) => quantity)).toEqual(quantities);
  expect(overview.readings[0]).toMatchObject({ layer: "f1", of: "a, epoch 0" });
  expect(JSON.stringify(overview.details).length).toBeLessThan(5000);
});

test("embedding draws the pictures of a run, coloured by class, and its numbers over the epochs", async () => {
  const points = [await pointAt(0), await pointAt(1)];
  const overview = await embedding.over!(points, options);
  const untrained = [await askProbe(embedding, { dataset })];
  const result = { options, points, untrained, overview, classes: ["x", "y", "z"] };
  const figures = await embedding.figures!(result);
  expect(figures.map(({ id }) => id)).toEqual([
    "embedding-pictures",
    "embedding-neighbours-of-the-same-class",
    "embedding-variance-kept",
    "embedding-neighbours-kept",
    "embedding-trustworthiness",
    "embedding-kullback-leibler-divergence",
  ]);
  expect(figures[0]!.data).toHaveLength(120);
  expect(figures[0]!.data[0]).toMatchObject({ epoch: 0, image: 0 });
});

test("embedding has no picture of few images, of outputs that are all the same or not finite", async () => {
  const few = await askProbe(embedding, { options: { count: "29" }, dataset });
  expect(few.readings.map(({ value, reason }) => [value, reason])).toEqual([
    [null, "there are 29 images, needs at least 30"],
    [null, "there are 29 images, needs at least 30"],
  ]);
  const numbers = initialNumbers(tinyNetwork, 0);
  const broken = { ...numbers, parameters: numbers.parameters.map(() => Number.NaN) };
  const nothing = await askProbe(embedding, { numbers: broken, dataset });
  expect(nothing.readings[0]!.reason).toBe("the layer's outputs are not finite");
  const blank = { ...numbers, parameters: numbers.parameters.map(() => 0) };
  const same = await askProbe(embedding, { numbers: blank, dataset });
  expect(same.readings[0]!.reason).toBe("the layer gives all images the same output");
  const point = { run: "a", seed: 0, epoch: 0, ...same };
  expect(await embedding.over!([point], options)).toEqual({
    readings: [],
    details: [],
    arrays: {},
  });
});

test("embedding refuses more images than can be compared, and layers that are not one", async () => {
  const large = datasetOf(tinyImages(5001));
  const message =
    "Cannot draw a picture of 5001 images: every two are compared, needs count=5000 at most";
  await expect(askProbe(embedding, { dataset: large, options: { count: "0" } })).rejects.toThrow(
    message,
  );
  const asked = { network: tinyNetwork, dataset: large };
  expect(() => embedding.check!({ ...options, count: 0 }, asked)).toThrow(message);
  expect(() => embedding.check!({ ...options, layer: "*" }, asked)).toThrow(
    'Cannot look into "tiny": "*" names 2 layers, needs one',
  );
});
