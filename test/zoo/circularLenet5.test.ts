import { expect, test } from "vitest";
import { shiftImages } from "../../src/data/transforms/shift.ts";
import { initialParameters } from "../../src/nn/network.ts";
import { evaluateGraph } from "../../src/train/evaluateGraph.ts";
import { makeNetwork } from "../../src/zoo/index.ts";
import { runOnce } from "../support/runOnce.ts";

/** A thin ring: strokes, as digits have, so that a shift by half a stride matters. */
const image = Uint8Array.from({ length: 784 }, (_, i) => {
  const radius = Math.hypot((i % 28) - 11, Math.floor(i / 28) - 15);
  return Math.abs(radius - 5) < 0.7 ? 255 : 0;
});

function askShifted(subsampling: string, shift: { readonly dx: number; readonly dy: number }) {
  const network = makeNetwork("lenet5", { padding: "circular", subsampling });
  const images = new Uint8Array(784);
  shiftImages(image, images, { count: 1, height: 28, width: 28, ...shift, mode: "circular" });
  const graph = evaluateGraph({ network, batchSize: 1, layers: ["c5", "logits"] });
  // Weights as large as training makes them: those of the start let hardly anything through.
  const parameters = initialParameters(network, 0).map((weight) => 4 * weight);
  return runOnce(graph.outputs, { images, parameters });
}

/** 7×7 maps shifted by dx and dy. */
function shiftedMaps(maps: readonly number[], dx: number, dy: number): number[] {
  return maps.map((_, i) => {
    const x = (i % 7) - dx + 7;
    const y = (Math.floor(i / 7) % 7) - dy + 7;
    return maps[Math.floor(i / 49) * 49 + (y % 7) * 7 + (x % 7)]!;
  });
}

test.each(["avg", "max", "blur", "trainable"])(
  "lenet5 with circular padding and %s sub-sampling is invariant under shifts by multiples of its stride",
  (subsampling) => {
    const still = askShifted(subsampling, { dx: 0, dy: 0 });
    for (const [dx, dy] of [
      [4, 0],
      [0, -8],
      [12, 4],
    ] as const) {
      const moved = askShifted(subsampling, { dx, dy });
      // Up to C5 the same sums are taken in the same order, only elsewhere: equal to the bit.
      expect(moved.c5).toEqual(shiftedMaps(still.c5!, dx / 4, dy / 4));
      // The mean over positions then adds its 49 values in another order.
      moved.logits!.forEach((logit, i) => {
        expect(Math.abs(logit - still.logits![i]!)).toBeLessThan(1e-5);
      });
    }
  },
);

test("lenet5 with circular padding is not invariant under other shifts", () => {
  const still = askShifted("avg", { dx: 0, dy: 0 });
  const moved = askShifted("avg", { dx: 2, dy: 0 });
  const change = moved.logits!.map((logit, i) => Math.abs(logit - still.logits![i]!));
  expect(Math.max(...change)).toBeGreaterThan(0.01);
});
