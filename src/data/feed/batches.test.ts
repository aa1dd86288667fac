import { expect, test } from "vitest";
import type { ImagesInMemory } from "../imageSet.ts";
import { parseTransforms } from "../transforms/parseTransforms.ts";
import { type BatchArrays, type BatchOptions, makeBatches } from "./batches.ts";
import { epochOrder } from "./batchRanges.ts";

/** Image i is four times 10·i, its label i. */
const set: ImagesInMemory = {
  images: Uint8Array.from({ length: 40 }, (_, at) => 10 * Math.floor(at / 4)),
  labels: Int32Array.from({ length: 10 }, (_, i) => i),
  count: 10,
  channels: 1,
  height: 2,
  width: 2,
};
const options: BatchOptions = { set, batchSize: 4, lastPartial: "keep", seed: 3 };

function arrays(): BatchArrays & { readonly mixed: NonNullable<BatchArrays["mixed"]> } {
  return {
    images: new Uint8Array(16).fill(77),
    labels: new Int32Array(4).fill(77),
    mixed: { otherLabels: new Int32Array(4).fill(77), otherShare: new Float32Array(1).fill(77) },
  };
}

/** The batch of a step, from batches that were asked for other steps before. */
function batchOf(given: BatchOptions, step: number, before: readonly number[] = []) {
  const batches = makeBatches(given);
  for (const other of before) batches.fill(other, arrays());
  const out = arrays();
  batches.fill(step, out);
  batches.close();
  return out;
}

test("makeBatches() shows every image once an epoch, in the order of the epoch", () => {
  const batches = makeBatches(options);
  expect(batches.stepsPerEpoch).toBe(3);
  expect([0, 1, 2, 3].map(batches.sizeOf)).toEqual([4, 4, 2, 4]);
  for (const epoch of [1, 2]) {
    const seen = [0, 1, 2].flatMap((place) => {
      const step = 3 * (epoch - 1) + place;
      const out = arrays();
      batches.fill(step, out);
      const labels = [...out.labels.subarray(0, batches.sizeOf(step))];
      expect(labels.map((_, i) => out.images[4 * i]! / 10)).toEqual(labels);
      return labels;
    });
    expect(seen).toEqual([...epochOrder(3, epoch, 10)]);
  }
});

test("makeBatches() drops the last images of an epoch when asked to", () => {
  const batches = makeBatches({ ...options, lastPartial: "drop" });
  expect(batches.stepsPerEpoch).toBe(2);
});

test("makeBatches() has no more room than there are images", () => {
  const given = { ...options, batchSize: 2 ** 40, augment: parseTransforms("flip:0") };
  const batches = makeBatches(given);
  expect([batches.stepsPerEpoch, batches.sizeOf(0)]).toEqual([1, 10]);
  const labels = new Int32Array(10);
  batches.fill(0, { images: new Uint8Array(40), labels });
  expect(labels).toEqual(Int32Array.from(epochOrder(3, 1, 10)));
});

test.each(["", "translate:by=1", "flip,noise:20", "crop:1,mixup:1"])(
  "makeBatches() gives a step the same batch whatever was asked before, with augment=%j",
  (augment) => {
    const given = { ...options, augment: augment === "" ? [] : parseTransforms(augment) };
    expect(batchOf(given, 4, [0, 7, 4, 1])).toEqual(batchOf(given, 4));
    if (augment !== "") expect(batchOf(given, 4).images).not.toEqual(batchOf(options, 4).images);
  },
);

test("makeBatches() tells of images that are mixed with others their labels and share", () => {
  const given = { ...options, augment: parseTransforms("mixup:1") };
  const batches = makeBatches(given);
  expect([makeBatches(options).isMixed, batches.isMixed]).toEqual([false, true]);
  const [plain, mixed] = [batchOf(options, 0), batchOf(given, 0)];
  const share = mixed.mixed.otherShare[0]!;
  expect(mixed.labels).toEqual(plain.labels);
  for (const [place, label] of mixed.labels.entries()) {
    const other = mixed.mixed.otherLabels[place]!;
    const pixel = 10 * ((1 - share) * label + share * other);
    expect(Math.abs(mixed.images[4 * place]! - pixel)).toBeLessThanOrEqual(0.5);
  }
});

test("makeBatches() says what augmented images look like", () => {
  const { format } = makeBatches({ ...options, augment: parseTransforms("resize:4") });
  expect(format).toEqual({ channels: 1, height: 4, width: 4 });
});
