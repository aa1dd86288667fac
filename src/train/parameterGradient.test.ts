import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { initialParameters, instantiate } from "../nn/network.ts";
import { crossEntropy } from "../ops/crossEntropy.ts";
import { input } from "../ops/leaves.ts";
import { imagesOf, memoryOf } from "./networkInputs.ts";
import { parameterGradient } from "./parameterGradient.ts";

test("parameterGradient() is the slope of the loss in every number of the vector", () => {
  const instance = instantiate(
    tinyNetwork,
    imagesOf(tinyNetwork, 4),
    memoryOf(tinyNetwork, "train"),
  );
  const loss = crossEntropy(instance.logits, input("labels", [4], "i32"));
  const backend = makeReferenceBackend({ precision: "f64" });
  const parameters = Float64Array.from(initialParameters(tinyNetwork, 0));
  const { images, labels } = tinyImages(4);
  const numbers = { images, labels, parameters };
  const lossWith = (i: number, step: number) => {
    const moved = parameters.with(i, parameters[i]! + step);
    return runOnce({ loss }, { ...numbers, parameters: moved }, backend).loss[0]!;
  };
  const { gradient } = runOnce({ gradient: parameterGradient(loss, instance) }, numbers, backend);
  expect(gradient).toHaveLength(83);
  gradient.forEach((slope, i) => {
    // Central differences in float64: truncation ~ step², rounding ~ 1e-16 / step.
    expect(slope).toBeCloseTo((lossWith(i, 1e-5) - lossWith(i, -1e-5)) / 2e-5, 8);
  });
});
