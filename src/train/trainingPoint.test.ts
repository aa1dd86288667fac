import fc from "fast-check";
import { expect, test } from "vitest";
import { type Break, brokenFit } from "../../test/support/brokenFit.ts";
import { describeOnednn } from "../../test/support/describeOnednn.ts";
import { livelyNetwork, tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { parseTransforms } from "../data/transforms/parseTransforms.ts";
import { adam, adamW } from "./adam.ts";
import { withClipping } from "./clipGradient.ts";
// Under its own name the linter takes it for a test that runs alone.
import { type FitOptions, fit as runFit } from "./fit.ts";
import { lars } from "./lars.ts";
import { rmsProp } from "./rmsProp.ts";
import { cosineRate, withWarmup } from "./schedules.ts";
import { sgd } from "./sgd.ts";
import { holdNetwork } from "./states.ts";
import { type KeptPoint, noSteps, readStates, writeStates } from "./trainingPoint.ts";

const backend = makeReferenceBackend();

/** Six steps an epoch, the last of 4 images; five where they are dropped. */
const options: FitOptions = {
  network: livelyNetwork,
  train: tinyImages(44),
  test: tinyImages(9, 1),
  backend,
  optimiser: adam(),
  learningRate: 0.05,
  epochs: 3,
  batchSize: 8,
  seed: 0,
  lastPartial: "keep",
};

const optimisers = {
  sgd: sgd(),
  momentum: sgd({ momentum: 0.9, nesterov: true, weightDecay: 1e-3 }),
  adam: adam(),
  clippedAdamW: withClipping(adamW(), { norm: 0.5 }),
  rmsProp: rmsProp({ momentum: 0.5 }),
  lars: lars({ momentum: 0.9 }),
};
const schedules = {
  constant: 0.05,
  cosine: withWarmup(cosineRate({ rate: 0.1, totalSteps: 18 }), 4),
};

const anyBreaks = fc
  .array(
    fc.record({
      step: fc.integer({ min: 1, max: 14 }),
      way: fc.constantFrom<Break["way"]>("interrupt", "kill"),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((breaks) => breaks.toSorted((a, b) => a.step - b.step));

const anyTraining = fc.record({
  network: fc.constantFrom(livelyNetwork, tinyNetwork),
  optimiser: fc.constantFrom(...Object.values(optimisers)),
  learningRate: fc.constantFrom(...Object.values(schedules)),
  lastPartial: fc.constantFrom("keep" as const, "drop" as const),
  averageDecay: fc.constantFrom(undefined, 0.9),
  augment: fc.constantFrom(undefined, parseTransforms("translate:by=1,noise:5,mixup:0.4")),
  validation: fc.constantFrom(undefined, tinyImages(7, 2)),
  recompute: fc.boolean(),
  seed: fc.nat(9),
});

test("fit() gone on from the point where it was broken off gives the same bits as in one piece", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyTraining,
      anyBreaks,
      fc.constantFrom(undefined, 1, 4),
      async (own, breaks, keepEvery) => {
        const whole = await runFit({ ...options, ...own });
        const { wentOn, ...broken } = await brokenFit(
          { ...options, ...own },
          { breaks, keepEvery },
        );
        expect(broken).toEqual(whole);
        expect(wentOn).not.toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

test("fit() goes on after any single step", async () => {
  const whole = await runFit(options);
  for (let step = 1; step < 18; step++) {
    const { wentOn, ...broken } = await brokenFit(options, {
      breaks: [{ step, way: "interrupt" }],
    });
    expect(broken).toEqual(whole);
    expect(wentOn).toEqual([[Math.floor(step / 6), step % 6]]);
  }
});

test("fit() goes on from what was kept last, or from the beginning where nothing was", async () => {
  const killedAt = async (step: number, keepEvery?: number) =>
    (await brokenFit(options, { breaks: [{ step, way: "kill" }], keepEvery })).wentOn;
  expect(await killedAt(5)).toEqual([[0, 0]]);
  expect(await killedAt(5, 2)).toEqual([[0, 4]]);
  expect(await killedAt(13, 4)).toEqual([[2, 0]]);
});

test.each([1, 2])(
  "fit() goes on to the same bits with %i threads that make batches",
  async (workers) => {
    const augment = parseTransforms("translate:by=1,noise:5");
    const whole = await runFit({ ...options, augment });
    const breaks: Break[] = [
      { step: 3, way: "interrupt" },
      { step: 11, way: "kill" },
    ];
    const { wentOn, ...broken } = await brokenFit({ ...options, augment, workers }, { breaks });
    expect(broken).toEqual(whole);
    expect(wentOn).toEqual([
      [0, 3],
      [1, 0],
    ]);
  },
);

/** Where a training stands at its end. */
async function lastPoint(): Promise<KeptPoint> {
  const points: KeptPoint[] = [];
  await runFit({ ...options, onPoint: async (point) => void points.push(point) });
  return points.at(-1)!;
}

test("fit() with no epoch left gives back the point's numbers, whatever it would have begun with", async () => {
  const whole = await runFit(options);
  const from = await lastPoint();
  expect(from).toMatchObject({ epoch: 3, sums: noSteps });
  const initial = { parameters: new Float32Array(88), buffers: new Float32Array(2) };
  const again = await runFit({ ...options, from, initial });
  expect(again).toEqual({ ...whole, history: [] });
});

test("fit() goes on further than was planned at first", async () => {
  const whole = await runFit({ ...options, epochs: 5 });
  const more = await runFit({ ...options, epochs: 5, from: await lastPoint() });
  expect(more).toEqual({ ...whole, history: whole.history.slice(4) });
});

describeOnednn("fit()", (onednn) => {
  test("goes on to the same bits", async () => {
    for (const averageDecay of [undefined, 0.9]) {
      const own = { ...options, backend: onednn, averageDecay };
      const whole = await runFit(own);
      const breaks: Break[] = [
        { step: 4, way: "interrupt" },
        { step: 9, way: "kill" },
        { step: 15, way: "interrupt" },
      ];
      const { wentOn, ...broken } = await brokenFit(own, { breaks, keepEvery: 4 });
      expect(broken).toEqual(whole);
      expect(wentOn).toEqual([
        [0, 4],
        [1, 2],
        [2, 3],
      ]);
    }
  });
});

test("readStates() copies what writeStates() puts back", () => {
  const states = holdNetwork(
    { parameters: Float32Array.of(1, 2), buffers: Float32Array.of(3) },
    backend,
  );
  const kept = readStates(states, ["parameters", "buffers"]);
  states.write("parameters", [7, 8]);
  expect(kept).toEqual({ parameters: Float32Array.of(1, 2), buffers: Float32Array.of(3) });
  writeStates(states, kept);
  expect([...states.read("parameters")]).toEqual([1, 2]);
});
