import { expect, test } from "vitest";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import type { Backend } from "../backends/backend.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { makeStream } from "../core/random.ts";
import { sizeOf } from "../core/shape.ts";
import { standardDeviation } from "../core/statistics.ts";
import { describeNetwork, initialNumbers } from "../nn/network.ts";
import { evaluateGraph } from "../train/evaluateGraph.ts";
import { makeNetwork } from "./index.ts";

const dimensionsOf = (options: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    describeNetwork(makeNetwork("sixconv", options)).layers.map(({ name, shape }) => [
      name,
      sizeOf(shape),
    ]),
  );

test.each([
  ["standard", [32_768, 32_768, 16_384, 16_384, 8192, 8192], 128],
  ["equal-from-c3", [32_768, 32_768, 16_384, 16_384, 16_384, 16_384], 64],
  ["equal-from-c4", [32_768, 32_768, 16_384, 8192, 8192, 8192], 128],
])("sixconv with layout=%s has maps of %o numbers and %i means", (layout, maps, means) => {
  const dimensions = dimensionsOf({ layout });
  expect([1, 2, 3, 4, 5, 6].map((place) => dimensions[`conv${place}`])).toEqual(maps);
  expect(dimensions.pooled).toBe(means);
});

test("sixconv has poolings where its layout says", () => {
  const poolsOf = (layout: string) =>
    Object.keys(dimensionsOf({ layout })).filter((name) => /^pool\d/.test(name));
  expect(poolsOf("standard")).toEqual(["pool2", "pool4"]);
  expect(poolsOf("equal-from-c3")).toEqual(["pool2"]);
  expect(poolsOf("equal-from-c4")).toEqual(["pool2", "pool3"]);
});

test("sixconv has the stages of its layers, without batch norm one less", () => {
  const stagesOf = (normalisation: string) => {
    const { outputs, layers } = describeNetwork(makeNetwork("sixconv", { normalisation }));
    return outputs.filter((output) => !layers.includes(output)).map(({ name }) => name);
  };
  const places = [1, 2, 3, 4, 5, 6];
  expect(stagesOf("batch")).toEqual(
    places.flatMap((place) => [`conv${place}.convolution`, `conv${place}.normed`]),
  );
  expect(stagesOf("none")).toEqual(places.map((place) => `conv${place}.convolution`));
});

test("sixconv without batch norm begins with signals as large in its last layer as in its first", () => {
  const { values } = firstLook({ normalisation: "none" });
  const deviations = [1, 6].map((place) => standardDeviation(values[`conv${place}.convolution`]!));
  const ratio = deviations[1]! / deviations[0]!;
  expect(ratio).toBeGreaterThan(0.3);
  expect(ratio).toBeLessThan(3);
});

test.each(everyBackend())("sixconv gives on %s what its stages say", (_, backend) => {
  const { values } = firstLook({}, backend);
  for (const place of [1, 2, 6]) {
    const [sums, normed] = [values[`conv${place}.convolution`]!, values[`conv${place}.normed`]!];
    expect(values[`conv${place}`]).toEqual(normed.map((value) => Math.max(0, value)));
    expect(normed).not.toEqual(sums);
    // Running statistics before training are 0 and 1, so that batch norm does next to nothing.
    const distances = normed.map((value, at) => Math.abs(value - sums[at]!));
    expect(Math.max(...distances)).toBeLessThan(1e-4);
  }
});

/** What a small network makes of two images before it has learned anything. */
function firstLook(
  given: Readonly<Record<string, unknown>>,
  backend: Backend = makeReferenceBackend(),
) {
  const network = makeNetwork("sixconv", { width: 8, inputSize: 16, ...given });
  const layers = describeNetwork(network).outputs.map(({ name }) => name);
  const { outputs } = evaluateGraph({ network, batchSize: 2, layers });
  const stream = makeStream(0, "pixels");
  const images = Array.from({ length: 2 * 3 * 16 * 16 }, (_, i) => stream.integers(0, i, 256));
  return { values: runOnce(outputs, { images, ...initialNumbers(network, 0) }, backend) };
}
