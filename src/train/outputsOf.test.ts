import { describe, expect, test } from "vitest";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { labelPairs } from "../../test/support/labelPairs.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { ShapeError, UsageError } from "../core/errors.ts";
import { firstExamples } from "../data/selectExamples.ts";
import { initialNumbers, instantiate, type Network } from "../nn/network.ts";
import { makeNetwork } from "../zoo/index.ts";
import { makeEvaluator } from "./evaluate.ts";
import { imagesOf, memoryOf } from "./networkInputs.ts";
import { outputsOf } from "./outputsOf.ts";
import { holdNetwork } from "./states.ts";

const small = { digits: 3, hiddenSize: 4, classes: 5 };
const labelLstm = makeNetwork("label-lstm", small);
const pairs = labelPairs(23);
const numbersOfPairs = new Float32Array(pairs.images.buffer);

/** A layer of a network for all images at once, on the reference backend. */
function layerOf(network: Network, layer: string, images: ArrayLike<number>): number[] {
  const x = imagesOf(network, 23);
  const { layers } = instantiate(network, x, memoryOf(network, "eval"));
  return runOnce({ y: layers[layer]! }, { ...initialNumbers(network, 1), images }).y;
}

describe.each(everyBackend())("outputsOf() on %s", (_, backend) => {
  const given = (network: Network) => ({
    network,
    backend,
    states: holdNetwork(initialNumbers(network, 1), backend),
  });

  test.each([
    ["logits", 3],
    ["f1", 5],
  ])("says what %s says of images, whatever the batch size", (layer, size) => {
    const set = tinyImages(23);
    const expected = layerOf(tinyNetwork, layer, set.images);
    expect(expected).toHaveLength(23 * size);
    for (const batchSize of [1, 10, 23, 64]) {
      const outputs = outputsOf(set, { ...given(tinyNetwork), layer, batchSize });
      expect(outputs).toHaveLength(23 * size);
      for (const [at, output] of outputs.entries()) expect(output).toBeCloseTo(expected[at]!, 5);
    }
  });

  test("shows numbers as they are", () => {
    const expected = layerOf(labelLstm, "logits", numbersOfPairs);
    const outputs = outputsOf(pairs, { ...given(labelLstm), batchSize: 10 });
    expect(outputs).toHaveLength(23 * 5);
    for (const [at, output] of outputs.entries()) expect(output).toBeCloseTo(expected[at]!, 5);
    const evaluator = makeEvaluator({ ...given(labelLstm), batchSize: 10 });
    const rows = Array.from({ length: 23 }, (_, i) => expected.slice(5 * i, 5 * (i + 1)));
    expect([...evaluator.predict(pairs)]).toEqual(rows.map((row) => row.indexOf(Math.max(...row))));
    evaluator.dispose();
  });

  test("refuses what it cannot show or look into", () => {
    expect(() => outputsOf(tinyImages(2), { ...given(tinyNetwork), layer: "c1" })).toThrow(
      new UsageError('Cannot look into "tiny": it has no layer "c1", needs "f1" or "logits"'),
    );
    const turned = { ...tinyImages(2), width: 3, height: 4 };
    expect(() => outputsOf(turned, given(tinyNetwork))).toThrow(ShapeError);
    expect(() => outputsOf(firstExamples(tinyImages(2), 0), given(tinyNetwork))).toThrow(
      new UsageError('Cannot show images to "tiny": there are 0, needs at least 1'),
    );
  });
});
