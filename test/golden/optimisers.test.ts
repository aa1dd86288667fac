import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { adam, adamW } from "../../src/train/adam.ts";
import { averageUpdates } from "../../src/train/averageUpdates.ts";
import { withClipping } from "../../src/train/clipGradient.ts";
import { lars } from "../../src/train/lars.ts";
import { oneCycleRate } from "../../src/train/oneCycleRate.ts";
import type { Optimiser } from "../../src/train/optimiser.ts";
import { rmsProp } from "../../src/train/rmsProp.ts";
import {
  cosineRate,
  inverseSqrtRate,
  multiStepRate,
  type Schedule,
  stepRate,
  withWarmup,
} from "../../src/train/schedules.ts";
import { sgd } from "../../src/train/sgd.ts";
import { everyBackend } from "../support/everyBackend.ts";
import { optimiserSteps } from "../support/optimiserSteps.ts";
import { distance } from "./distance.ts";
import { fixturesIn } from "./fixtureFiles.ts";

const momentum = 0.9;
const weightDecay = 0.1;
const decayBiasAndNorm = false;

/** The optimisers as here called what makeOptimiserFixtures.py calls in PyTorch, under the same names. */
const optimisers: Readonly<Record<string, Optimiser>> = {
  sgd: sgd(),
  "sgd-momentum": sgd({ momentum }),
  "sgd-decay": sgd({ momentum, weightDecay }),
  "sgd-nesterov": sgd({ momentum, weightDecay, nesterov: true }),
  "sgd-decoupled": sgd({ momentum, weightDecay, decoupled: true }),
  "sgd-groups": sgd({ momentum, weightDecay, decayBiasAndNorm }),
  "sgd-rates": sgd({ momentum, weightDecay, rateFactors: [{ names: /^fc\./, factor: 0.1 }] }),
  adam: adam(),
  "adam-decay": adam({ beta1: 0.8, beta2: 0.95, epsilon: 0.01, weightDecay }),
  adamw: adamW({ weightDecay }),
  "adamw-groups": adamW({ weightDecay, decayBiasAndNorm }),
  rmsprop: rmsProp(),
  "rmsprop-momentum": rmsProp({ alpha: 0.9, epsilon: 0.01, momentum, weightDecay }),
  "rmsprop-centered": rmsProp({ alpha: 0.9, momentum: 0.5, centered: true }),
  lars: lars({ momentum, weightDecay, trust: 0.02 }),
  "lars-groups": lars({ momentum, weightDecay, trust: 0.02, decayBiasAndNorm }),
  "clip-norm": withClipping(sgd({ momentum }), { norm: 7 }),
  "clip-value": withClipping(sgd({ momentum }), { value: 0.5 }),
};

const rate = 0.4;
const totalSteps = 40;

/** As for the optimisers. */
const schedules: Readonly<Record<string, Schedule>> = {
  step: stepRate({ rate, factor: 0.3, everySteps: 7 }),
  "multi-step": multiStepRate({ rate, factor: 0.5, atSteps: [5, 20, 21] }),
  cosine: cosineRate({ rate, minimum: 0.02, totalSteps }),
  "one-cycle": oneCycleRate({ rate, totalSteps }),
  "one-cycle-linear": oneCycleRate({
    rate,
    totalSteps,
    riseShare: 0.25,
    startDivisor: 10,
    endDivisor: 100,
    form: "linear",
  }),
  "inverse-sqrt": inverseSqrtRate({ rate, everySteps: 8 }),
  "warm-up": withWarmup(multiStepRate({ rate, factor: 0.5, atSteps: [3, 20] }), 5),
};

const shapes = {
  "conv.weight": [3, 2, 2, 2],
  "conv.bias": [3],
  "norm.weight": [3],
  "norm.bias": [3],
  "fc.weight": [4, 5],
  "fc.bias": [4],
};

/** As a fraction of the largest parameter. Ten steps in float32 gather some of its roundings of 6e-8. Measured: 2e-7. */
const tolerance = 1e-6;

const folder = fileURLToPath(new URL("fixtures/optimisers", import.meta.url));
const fixtures = new Map(fixturesIn(folder).map(({ title, tensors }) => [title, tensors]));

test("every fixture of an optimiser is compared with, and every comparison has its fixture", () => {
  const compared = [...Object.keys(optimisers), "average", "schedules"];
  expect([...fixtures.keys()].sort()).toEqual(compared.sort());
  expect([...fixtures.get("schedules")!.keys()].sort()).toEqual(Object.keys(schedules).sort());
});

describe.each(everyBackend())("%s agrees with PyTorch", (_, backend) => {
  /** The fixture and, after each of its steps, a state here. */
  function compare(title: string, optimiser: Optimiser, own = {}): void {
    const tensors = fixtures.get(title)!;
    const initial = tensors.get("initial")!.data;
    const count = initial.length;
    const gradients = Array.from({ length: 10 }, (_, step) =>
      tensors.get("gradients")!.data.subarray(step * count, (step + 1) * count),
    );
    const rates = tensors.get("rates")!.data;
    const after = optimiserSteps({ backend, optimiser, shapes, initial, gradients, rates, ...own });
    const all = after.flatMap((vector) => [...vector]);
    expect(distance(all, tensors, "parameters")).toBeLessThan(tolerance);
  }

  test.each(Object.entries(optimisers))("on 10 steps of %s", (title, optimiser) => {
    compare(title, optimiser);
  });

  test("on the average of the parameters", () => {
    compare("average", sgd({ momentum }), {
      more: (updates: Parameters<typeof averageUpdates>[0]) =>
        averageUpdates(updates.slice(0, 1), 0.8),
      watched: "parametersAverage",
    });
  });
});

test.each(Object.entries(schedules))("the schedule %s agrees with PyTorch", (title, schedule) => {
  const rates = Array.from({ length: totalSteps }, (_, step) => schedule(step));
  // float32 holds the fixture.
  expect(distance(rates, fixtures.get("schedules")!, title)).toBeLessThan(1e-7);
});
