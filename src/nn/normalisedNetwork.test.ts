import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { ShapeError, UsageError } from "../core/errors.ts";
import { input, state } from "../ops/leaves.ts";
import { initialNumbers, instantiate, type Network } from "./network.ts";
import { normalisedNetwork } from "./normalisedNetwork.ts";

test("normalisedNetwork() refuses as many means or deviations as the images have no channels for", () => {
  expect(() => normalisedNetwork(tinyNetwork, { mean: [0.5, 0.5], deviation: [1] })).toThrow(
    new ShapeError(
      'Cannot normalise images of "tiny": there are 2 means and 1 deviations, needs one for each channel of [1, 3, 4]',
    ),
  );
});

test("normalisedNetwork() refuses a channel without deviation", () => {
  expect(() => normalisedNetwork(tinyNetwork, { mean: [0.5], deviation: [0] })).toThrow(
    new UsageError(
      'Cannot normalise images of "tiny": the deviation of channel 0 is 0, needs one above 0',
    ),
  );
});

/** The logits that a network with the numbers of seed 0 gives images. */
function logitsOf(network: Network, images: readonly number[]): number[] {
  const { parameters } = initialNumbers(network, 0);
  const memory = {
    parameters: state("parameters", [parameters.length]),
    buffers: state("buffers", [0]),
    mode: "eval",
  } as const;
  const { logits } = instantiate(network, input("images", [2, ...network.inputShape]), memory);
  return runOnce({ logits }, { parameters, images }).logits;
}

test("normalisedNetwork() sees an image as the network sees it when it was normalised before", () => {
  const colours: Network = { ...tinyNetwork, inputShape: [2, 2, 3] };
  const mean = [0.25, 0.5];
  const deviation = [0.5, 2];
  const images = Array.from({ length: 24 }, (_, i) => i / 24);
  const before = images.map((pixel, i) => {
    const channel = Math.floor(i / 6) % 2;
    return (pixel - mean[channel]!) / deviation[channel]!;
  });
  const normalised = normalisedNetwork(colours, { mean, deviation });
  expect(normalised.normalisation).toEqual({ mean, deviation });
  const expected = logitsOf(colours, before);
  for (const [i, logit] of logitsOf(normalised, images).entries()) {
    expect(logit).toBeCloseTo(expected[i]!, 6);
  }
});
