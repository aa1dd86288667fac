import { expect, test } from "vitest";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { TrainingError } from "../core/errors.ts";
import { parseTransforms } from "../data/transforms/parseTransforms.ts";
import { batchNorm } from "../nn/batchNorm.ts";
import { linear } from "../nn/linear.ts";
import type { Network } from "../nn/network.ts";
import { affine } from "../ops/affine.ts";
import { relu } from "../ops/relu.ts";
import { flatten } from "../ops/reshape.ts";
// Under its own name the linter takes it for a test that runs alone.
import { type FitOptions, fit as runFit } from "./fit.ts";
import { sgd } from "./sgd.ts";
import type { KeptPoint } from "./trainingPoint.ts";

/** Without a bound on its activations, so that they can overflow. */
const rectified: Network = {
  ...tinyNetwork,
  build(x, scope) {
    const f1 = scope.tap("f1", relu(linear(flatten(x), scope.child("f1"), { outFeatures: 5 })));
    return linear(f1, scope.child("output"), { outFeatures: 3 });
  },
};

const options: FitOptions = {
  network: rectified,
  train: tinyImages(40),
  test: tinyImages(10, 1),
  backend: makeReferenceBackend(),
  optimiser: sgd(),
  learningRate: 0.1,
  epochs: 2,
  batchSize: 8,
  seed: 0,
};
const failure = (own: Partial<FitOptions>) => runFit({ ...options, ...own });
const message = (what: string, place: string, rate: number) =>
  new TrainingError(
    `Cannot go on training "tiny": ${what} became NaN or infinite first, in ${place}, needs finite numbers; a learning rate below ${rate} may help`,
  );

test("fit() names the layer that overflows first", async () => {
  await expect(failure({ learningRate: 1e30 })).rejects.toThrow(
    message('layer "logits"', "epoch 1, step 2 of 5", 1e30),
  );
});

test("fit() names the parameter that overflows first", async () => {
  await expect(
    failure({ optimiser: sgd({ weightDecay: 1e38 }), learningRate: 100 }),
  ).rejects.toThrow(message('parameter "f1.weight"', "epoch 1, step 1 of 5", 100));
});

test("fit() notices an infinite parameter even when no loss tells of it", async () => {
  const optimiser = sgd({ weightDecay: 1e38 });
  await expect(failure({ optimiser, learningRate: 100, batchSize: 40, epochs: 1 })).rejects.toThrow(
    message('parameter "f1.weight"', "epoch 1, step 1 of 1", 100),
  );
});

test("fit() notices an infinite buffer, of which loss and parameters tell nothing", async () => {
  const loud: Network = {
    ...tinyNetwork,
    build(x, scope) {
      const normed = batchNorm(affine(x, 1e25), scope.child("norm")); // a variance beyond float32
      return linear(flatten(normed), scope.child("output"), { outFeatures: 3 });
    },
  };
  await expect(failure({ network: loud })).rejects.toThrow(
    message('buffer "norm.running_var"', "epoch 1, step 1 of 5", 0.1),
  );
});

test("fit() finds the step at any distance from the start, momentum and shifts included", async () => {
  const own: Partial<FitOptions> = {
    learningRate: (step) => (step === 300 ? 1e30 : 0.01),
    optimiser: sgd({ momentum: 0.9 }),
    augment: parseTransforms("translate:by=1"),
    epochs: 80,
  };
  await expect(failure(own)).rejects.toThrow(
    message('layer "logits"', "epoch 61, step 2 of 5", 0.01),
  );
});

test("fit() finds the same step where it went on from a point in between", async () => {
  const own: Partial<FitOptions> = {
    learningRate: (step) => (step === 48 ? 1e30 : 0.01),
    optimiser: sgd({ momentum: 0.9 }),
    epochs: 12,
  };
  const points: KeptPoint[] = [];
  const onPoint = async (point: KeptPoint) => void points.push(point);
  const error = message('layer "logits"', "epoch 10, step 5 of 5", 0.01);
  await expect(failure({ ...own, onPoint })).rejects.toThrow(error);
  expect(points.map(({ epoch }) => epoch)).toEqual([...Array(10).keys()]);
  await expect(failure({ ...own, from: points[7] })).rejects.toThrow(error);
});
