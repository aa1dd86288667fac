import { expect, test } from "vitest";
import { askProbe, datasetOf, readingOf } from "../../test/support/askProbe.ts";
import { circularLenet5, ringsAndBars } from "../../test/support/circularLenet5.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { UsageError } from "../core/errors.ts";
import { wilsonInterval } from "../core/wilsonInterval.ts";
import { initialNumbers } from "../nn/network.ts";
import type { ProbePoint } from "../probing/measurement.ts";
import { resolveOptions } from "../probing/resolveOptions.ts";
import { makeEvaluator } from "../train/evaluate.ts";
import { holdNetwork } from "../train/states.ts";
import { measureShiftGrid, rightAnswers, shiftsWithin } from "./movement/measureShiftGrid.ts";
import type { ShiftGridDetails } from "./movement/shiftGridDetails.ts";
import { shiftGrid } from "./shiftGrid.ts";

/** Answers with the brightest row. */
const numbers = (() => {
  const { parameters, buffers } = initialNumbers(tinyNetwork, 0);
  parameters.fill(0);
  // f1 weight [5, 12], bias [5], output weight [3, 5], bias [3].
  for (let row = 0; row < 3; row++) {
    parameters.fill(1, row * 12 + row * 4, row * 12 + row * 4 + 4);
    parameters[65 + row * 5 + row] = 1;
  }
  return { parameters, buffers };
})();
const tiny = datasetOf(tinyImages(40));

test.each(everyBackend())(
  "shiftGrid finds what is answered under known shifts, on %s",
  async (_, backend) => {
    const options = { shift: 0, shiftDown: 1, mode: "circular" };
    const found = await askProbe(shiftGrid, { numbers, dataset: tiny, backend, options });
    // A row further down or up is another class: 1 of 3 shifts is answered rightly, and nothing is as before.
    expect(readingOf(found, "accuracy", undefined, "no shift")).toBe(1);
    expect(readingOf(found, "accuracy", undefined, "mean over all shifts")).toBeCloseTo(1 / 3, 12);
    expect(readingOf(found, "accuracy", undefined, "worst shift")).toBe(0);
    expect(readingOf(found, "unchanged answers")).toBe(0);
    expect(found.details).toEqual({
      mode: "circular",
      count: 40,
      shifts: shiftsWithin(0, 1),
      right: [0, 40, 0],
      unchanged: [0, 40, 0],
    });
  },
);

test("shiftGrid gives intervals of Wilson's, and the commonest class as chance", async () => {
  const { readings } = await askProbe(shiftGrid, { numbers, dataset: tiny });
  const { labels } = tinyImages(40);
  const most = Math.max(...[0, 1, 2].map((label) => labels.filter((own) => own === label).length));
  expect(readings[0]).toEqual({
    quantity: "accuracy",
    of: "no shift",
    value: 1,
    ...wilsonInterval(40, 40),
    chance: [most / 40, most / 40],
  });
});

test("shiftGrid finds the counts that the translation study asks for", async () => {
  const backend = makeReferenceBackend();
  const [network, test] = [tinyNetwork, tinyImages(40)];
  const own = initialNumbers(network, 3);
  const states = holdNetwork(own, backend);
  const { predict } = makeEvaluator({ network, backend, states });
  const shifts = shiftsWithin(2, 1);
  const grid = await measureShiftGrid(predict, test, { shifts, classes: 3, mode: "zero" });
  const options = { shift: 2, shiftDown: 1 };
  const found = await askProbe(shiftGrid, { numbers: own, dataset: datasetOf(test), options });
  expect(found.details).toEqual({
    mode: "zero",
    count: 40,
    shifts,
    right: grid.answers.map((answers) => rightAnswers(answers, 3)),
    unchanged: grid.unchanged,
  });
});

test("shiftGrid has no share of unchanged answers where nothing is moved", async () => {
  const options = { shift: 0, shiftDown: 0 };
  const { readings } = await askProbe(shiftGrid, { options });
  const reason = "no shift moves the images";
  expect(readings.at(-1)).toEqual({ quantity: "unchanged answers", value: null, reason });
  expect(readings[0]!.value).toBe(readings[1]!.value);
});

test("shiftGrid has no number of outputs that are not finite, and draws the epochs before", async () => {
  const broken = { ...numbers, parameters: numbers.parameters.map(() => Number.NaN) };
  const found = await askProbe(shiftGrid, { numbers: broken, dataset: tiny });
  expect(found.readings).toHaveLength(4);
  expect(found.readings[0]).toEqual({
    quantity: "accuracy",
    of: "no shift",
    value: null,
    reason: "the outputs of 40 of 40 images are not finite",
  });
  expect(found.details).toBeUndefined();
  const lost = { ...found, run: "a", seed: 0, epoch: 1 };
  const still = await askProbe(shiftGrid, { numbers, dataset: tiny });
  const asked = { options: resolveOptions(shiftGrid), untrained: [], classes: [] };
  const draw = (points: readonly ProbePoint[]) =>
    shiftGrid.figures!({ ...asked, points, overview: undefined });
  expect((await draw([{ ...still, run: "a", seed: 0, epoch: 0 }, lost]))[0]!.id).toBe(
    "shift-grid-curves",
  );
  expect(await draw([lost])).toEqual([]);
});

test.each(everyBackend())(
  "shiftGrid of a network that wraps around is the same at multiples of its stride, on %s",
  async (_, backend) => {
    const { network, numbers } = circularLenet5(backend, "avg");
    const dataset = datasetOf(ringsAndBars);
    const options = { shift: 4, mode: "circular" };
    const found = await askProbe(shiftGrid, { network, numbers, dataset, backend, options });
    const { right, unchanged } = found.details as ShiftGridDetails;
    // By 4 to the left, not at all, by 4 to the right; of the shifts between nothing is known.
    const whole = [0, 4, 8];
    expect(whole.map((at) => unchanged[at])).toEqual([8, 8, 8]);
    expect(new Set(whole.map((at) => right[at])).size).toBe(1);
  },
);

test("shiftGrid refuses to move images out of their own frame", () => {
  const asked = { network: tinyNetwork, dataset: tiny };
  const check = (given: Readonly<Record<string, number>>) => () =>
    shiftGrid.check!(resolveOptions(shiftGrid, given), asked);
  expect(check({ shift: 3, shiftDown: 2 })).not.toThrow();
  expect(check({ shift: 4 })).toThrow(
    new UsageError("Cannot move images by 4 pixels: their width is 4, needs 3 at most"),
  );
  expect(check({ shift: 0, shiftDown: 3 })).toThrow(
    new UsageError("Cannot move images by 3 pixels: their height is 3, needs 2 at most"),
  );
});
