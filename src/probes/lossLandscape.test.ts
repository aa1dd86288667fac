import { expect, test } from "vitest";
import { askProbe, datasetOf, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { textsOf } from "../../test/support/svg.ts";
import { tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { linear } from "../nn/linear.ts";
import type { Network } from "../nn/network.ts";
import { flatten } from "../ops/reshape.ts";
import { type LossLandscapeDetails, lossLandscape } from "./lossLandscape.ts";

/** Logistic regression on one pixel, which is 1: its logits are its weights. */
const pixel: Network = {
  ...tinyNetwork,
  inputShape: [1, 1, 1],
  classes: 2,
  build: (x, scope) =>
    linear(flatten(x), scope.child("output"), { outFeatures: 2, useBias: false }),
};
const bright = datasetOf({
  images: Uint8Array.of(255, 255, 255, 255),
  labels: Int32Array.of(0, 0, 0, 1),
  count: 4,
  channels: 1,
  height: 1,
  width: 1,
});
const numbers = { parameters: Float32Array.of(2, -1), buffers: new Float32Array() };

/** Of logits that differ by d, with three labels of four the first class's. */
const lossAt = (d: number) => 0.75 * Math.log1p(Math.exp(-d)) + 0.25 * Math.log1p(Math.exp(d));

test.each(everyBackend())(
  "lossLandscape is the loss of weights moved by their own lengths, on %s",
  async (_, backend) => {
    const asked = { network: pixel, numbers, dataset: bright, backend };
    const found = await askProbe(lossLandscape, asked);
    const { places, losses, accuracies } = found.details as LossLandscapeDetails;
    expect(places).toHaveLength(21);
    // Each filter is one weight, so that its direction is plus or minus the weight: the signs are those of the draw.
    const end = losses[0]!.at(-1)!;
    const signs = [-1, 1].flatMap((a) => [-1, 1].map((b) => [a, b] as const));
    const [first, second] = signs.find(
      ([a, b]) => Math.abs(lossAt(2 * (1 + a) + (1 + b)) - end) < 1e-5,
    )!;
    places.forEach((place, at) => {
      const difference = 2 * (1 + first * place) + (1 + second * place);
      expect(losses[0]![at]).toBeCloseTo(lossAt(difference), 5);
      expect(accuracies[0]![at]).toBe(difference > -1e-6 ? 0.75 : 0.25);
    });
    expect(readingOf(found, "loss")).toBeCloseTo(lossAt(3), 6);
    const bend = 2 * first + second;
    const curvature = (lossAt(3 + 0.1 * bend) - 2 * lossAt(3) + lossAt(3 - 0.1 * bend)) / 0.01;
    expect(readingOf(found, "curvature")).toBeCloseTo(curvature, 3);
  },
);

test("lossLandscape finds how far weights can be moved until the loss is 1 nat higher", async () => {
  const asked = { network: pixel, numbers, dataset: bright };
  const found = await askProbe(lossLandscape, { ...asked, options: { span: 8, steps: 800 } });
  const { places, losses } = found.details as LossLandscapeDetails;
  const width = readingOf(found, "width")!;
  const limit = readingOf(found, "loss")! + 1;
  const inside = places.map((place, at) => ({ place, loss: losses[0]![at]! }));
  for (const { place, loss } of inside) {
    if (Math.abs(place) < width - 0.01) expect(loss).toBeLessThan(limit);
  }
  expect(inside.some(({ place, loss }) => Math.abs(place) < width + 0.01 && loss >= limit)).toBe(
    true,
  );
  const narrow = await askProbe(lossLandscape, { ...asked, options: { span: 0.1 } });
  expect(narrow.readings.find(({ quantity }) => quantity === "width")).toEqual({
    quantity: "width",
    value: null,
    reason: "the loss rises by less than 1 nat up to 0.1 to either side",
  });
});

test("lossLandscape of a plane has the line of its first direction in the middle", async () => {
  const line = await askProbe(lossLandscape, { options: { steps: 3 } });
  const plane = await askProbe(lossLandscape, { options: { steps: 3, dimensions: 2 } });
  const [own, theirs] = [line, plane].map(({ details }) => details as LossLandscapeDetails);
  expect(theirs!.losses).toHaveLength(7);
  expect(theirs!.losses[3]).toEqual(own!.losses[0]);
  expect(theirs!.losses[0]).not.toEqual(own!.losses[0]);
  expect(plane.readings).toEqual(line.readings);
});

test("lossLandscape has other directions for another draw, and the same loss at the centre", async () => {
  const [first, second] = await Promise.all(
    [0, 1].map((draw) => askProbe(lossLandscape, { options: { draw, count: 0 } })),
  );
  expect(readingOf(second!, "loss")).toBe(readingOf(first!, "loss"));
  expect(readingOf(second!, "curvature")).not.toBe(readingOf(first!, "curvature"));
});

test("lossLandscape has no number where the loss is not finite", async () => {
  const broken = { ...numbers, parameters: Float32Array.of(Number.NaN, 0) };
  const found = await askProbe(lossLandscape, { network: pixel, numbers: broken, dataset: bright });
  expect(found.readings).toEqual(
    ["loss", "width", "curvature"].map((quantity) => ({
      quantity,
      value: null,
      reason: "the loss is not finite",
    })),
  );
  expect((found.details as LossLandscapeDetails).losses[0]![0]).toBeNull();
});

test.each([1, 2])(
  "lossLandscape draws the losses of %i dimensions at each epoch",
  async (dimensions) => {
    // The loss does not rise by 1 nat anywhere, so that there is no width to draw.
    const found = await askProbe(lossLandscape, { options: { dimensions, steps: 2 } });
    const points = [0, 1].map((epoch) => ({ ...found, run: "run", seed: 0, epoch }));
    const own = { dimensions, steps: 2, span: 1 };
    const options = { ...own, part: "train", count: 20, fitCount: 0, draw: 0 } as const;
    const result = { options, points, untrained: [], overview: undefined, classes: [] };
    const figures = await lossLandscape.figures!(result);
    expect(figures.map(({ id }) => id)).toEqual([
      "loss-landscape",
      "loss-landscape-loss",
      "loss-landscape-curvature",
    ]);
    expect(textsOf(figures[0]!.svg)).toEqual(expect.arrayContaining(["epoch 0", "epoch 1"]));
  },
);
