import { describe, expect, test } from "vitest";
import { askProbe, datasetOf, readingOf } from "../../test/support/askProbe.ts";
import { circularLenet5, ringsAndBars } from "../../test/support/circularLenet5.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { UsageError } from "../core/errors.ts";
import { initialNumbers } from "../nn/network.ts";
import { resolveOptions } from "../probing/resolveOptions.ts";
import { holdNetwork } from "../train/states.ts";
import { makeNetwork } from "../zoo/index.ts";
import { equivariance } from "./equivariance.ts";
import { measureEquivariance } from "./movement/measureEquivariance.ts";

const dataset = datasetOf(ringsAndBars);

describe.each(everyBackend())("equivariance, on %s,", (_, backend) => {
  test("is 0 at multiples of the jump where a network wraps around", async () => {
    const { network, numbers } = circularLenet5(backend, "blur");
    const options = { shift: 4, mode: "circular" };
    const found = await askProbe(equivariance, { network, numbers, dataset, backend, options });
    for (const [layer, jump] of Object.entries({ c1: 1, s2: 2, c3: 2, s4: 4, c5: 4, f6: 4 })) {
      for (const dx of [1, 2, 4]) {
        const error = readingOf(found, "equivariance error", layer, `${dx} px`);
        // The same float32 sums of other places, which may be added up in another order.
        if (dx % jump === 0) expect(error).toBeLessThan(1e-5);
        else expect(error).toBeGreaterThan(1e-3);
      }
    }
  });
});

test("equivariance finds, some images at a time, what the translation study finds of all at once", async () => {
  const backend = makeReferenceBackend();
  const network = makeNetwork("lenet5");
  const numbers = initialNumbers(network, 1);
  const states = holdNetwork(numbers, backend);
  const known = measureEquivariance(ringsAndBars, {
    network,
    backend,
    states,
    shifts: [1, 2],
    mode: "zero",
  });
  const found = await askProbe(equivariance, { network, numbers, dataset, options: { shift: 2 } });
  expect(known).toHaveLength(14);
  for (const { layer, dx, error } of known) {
    expect(readingOf(found, "equivariance error", layer, `${dx} px`)).toBeCloseTo(error!, 6);
  }
  const means = found.readings.filter(({ of }) => of === undefined);
  expect(means.map(({ layer }) => layer)).toEqual(known.slice(0, 7).map(({ layer }) => layer));
  const [one, two] = ["1 px", "2 px"].map(
    (of) => readingOf(found, "equivariance error", "s2", of)!,
  );
  expect(readingOf(found, "equivariance error", "s2")).toBeCloseTo((one! + two!) / 2, 12);
  for (const { value, low, high } of means) {
    expect(low).toBeLessThanOrEqual(value!);
    expect(high).toBeGreaterThanOrEqual(value!);
  }
});

test("equivariance looks at the layers that are named", async () => {
  const network = makeNetwork("lenet5");
  const numbers = initialNumbers(network, 0);
  const options = { layers: "c*", shift: 1 };
  const { readings } = await askProbe(equivariance, { network, numbers, dataset, options });
  expect(new Set(readings.map(({ layer }) => layer))).toEqual(new Set(["c1", "c3", "c5"]));
});

test("equivariance has no number of layers that say the same of all images, or nothing finite", async () => {
  const network = makeNetwork("lenet5");
  const { parameters, buffers } = initialNumbers(network, 0);
  const zero = { parameters: parameters.map(() => 0), buffers };
  const same = await askProbe(equivariance, { network, numbers: zero, dataset });
  const reason = "nothing to compare with: the layer says the same of all images";
  expect(same.readings[0]).toEqual({
    quantity: "equivariance error",
    layer: "c1",
    value: null,
    reason,
  });
  const broken = { parameters: parameters.map(() => Number.NaN), buffers };
  const { readings } = await askProbe(equivariance, { network, numbers: broken, dataset });
  expect(readings.every((reading) => reading.reason === "the layer's outputs are not finite")).toBe(
    true,
  );
});

test("equivariance says of which layers nothing is left after a move, and takes the mean of the others", async () => {
  const network = makeNetwork("lenet5");
  const numbers = initialNumbers(network, 0);
  const options = { layers: "s*", shift: 20 };
  const found = await askProbe(equivariance, { network, numbers, dataset, options });
  // S4 has five columns, four pixels apart: from 17 pixels on all of them are new.
  expect(found.readings.find(({ layer, of }) => layer === "s4" && of === "17 px")).toEqual({
    quantity: "equivariance error",
    layer: "s4",
    of: "17 px",
    value: null,
    reason: "the layer is too narrow: all of it came from outside the image",
  });
  const single = Array.from({ length: 16 }, (_, at) =>
    readingOf(found, "equivariance error", "s4", `${at + 1} px`),
  );
  const mean = single.reduce<number>((sum, error) => sum + error!, 0) / 16;
  expect(readingOf(found, "equivariance error", "s4")).toBeCloseTo(mean, 12);
});

test("equivariance refuses to move images out of their own frame", () => {
  const { width } = ringsAndBars;
  const options = resolveOptions(equivariance, { shift: width });
  const { network } = circularLenet5(makeReferenceBackend(), "blur");
  expect(() => equivariance.check!(options, { network, dataset })).toThrow(
    new UsageError(
      `Cannot move images by ${width} pixels: their width is ${width}, needs ${width - 1} at most`,
    ),
  );
});
