import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bytesOf } from "../../src/core/bytesOf.ts";
import { DataError } from "../../src/core/errors.ts";
import { type BatchOptions, makeBatches } from "../../src/data/feed/batches.ts";
import { feedBatches } from "../../src/data/feed/feedBatches.ts";
import type { ImageSet } from "../../src/data/imageSet.ts";
import { parseTransforms } from "../../src/data/transforms/parseTransforms.ts";
import { bars } from "../support/bars.ts";
import { labelPairs } from "../support/labelPairs.ts";
import { jsonOf, learnscope, makeFolder } from "./learnscope.ts";

const augment = parseTransforms("crop:2,flip,noise:5,mixup:0.4");

function batchesOf(options: BatchOptions, workers: number | "auto") {
  const feed = feedBatches(options, {
    workers,
    first: 0,
    epochs: 3,
    clock: () => performance.now() / 1000,
  });
  const made = Array.from({ length: 3 * feed.stepsPerEpoch }, (_, step) => {
    const out = {
      images: new Uint8Array(16 * 784),
      labels: new Int32Array(16),
      mixed: { otherLabels: new Int32Array(16), otherShare: new Float32Array(1) },
    };
    feed.fill(step, out);
    return out;
  });
  feed.close();
  return { made, waited: feed.waited };
}

/** The same images in a file, behind some other bytes. */
function inFile(set: ImageSet): ImageSet {
  const path = join(makeFolder(), "images.bin");
  writeFileSync(path, Buffer.concat([Buffer.alloc(5), set.images as Uint8Array]));
  return { ...set, images: { path, offset: 5 } };
}

test.each([0, 1, 2, 3, "auto"] as const)(
  "feedBatches() makes the same batches with %s threads",
  (workers) => {
    for (const set of [bars(70), inFile(bars(70))]) {
      const options: BatchOptions = { set, batchSize: 16, lastPartial: "keep", seed: 5, augment };
      const { made, waited } = batchesOf(options, workers);
      const batches = makeBatches(options);
      expect(made).toHaveLength(3 * batches.stepsPerEpoch);
      for (const [step, { images, labels, mixed }] of made.entries()) {
        const expected = {
          images: new Uint8Array(16 * 784),
          labels: new Int32Array(16),
          mixed: { otherLabels: new Int32Array(16), otherShare: new Float32Array(1) },
        };
        batches.fill(step, expected);
        const size = batches.sizeOf(step);
        expect(labels.subarray(0, size)).toEqual(expected.labels.subarray(0, size));
        expect(mixed.otherShare).toEqual(expected.mixed.otherShare);
        expect(
          Buffer.compare(images.subarray(0, size * 784), expected.images.subarray(0, size * 784)),
        ).toBe(0);
      }
      expect(waited).toBeGreaterThan(0);
    }
  },
);

test("feedBatches() begins with any step, without making those before", () => {
  const options: BatchOptions = { set: bars(70), batchSize: 16, lastPartial: "keep", seed: 5 };
  const batches = makeBatches(options);
  const feed = feedBatches(options, { workers: 2, first: 7, epochs: 3 });
  for (let step = 7; step < 3 * batches.stepsPerEpoch; step++) {
    const [made, expected] = [feed, batches].map((source) => {
      const out = { images: new Uint8Array(16 * 784), labels: new Int32Array(16) };
      source.fill(step, out);
      return out;
    });
    expect(made).toEqual(expected);
  }
  feed.close();
});

test("feedBatches() says what went wrong in another thread", () => {
  const set = inFile(bars(70));
  const feed = feedBatches(
    { set, batchSize: 16, lastPartial: "drop", seed: 0 },
    { workers: 1, first: 0, epochs: 1 },
  );
  const { path } = set.images as { path: string };
  rmSync(path);
  const out = { images: new Uint8Array(16 * 784), labels: new Int32Array(16) };
  expect(() => {
    for (let step = 0; step < 4; step++) feed.fill(step, out);
  }).toThrow(new DataError(`Cannot read "${path}": it does not exist, needs a readable file`));
});

test("train learns the same to the bit whatever the number of threads that feed it", () => {
  const words = "train model=lenet5 data=generated-digits trainCount=500 testCount=100 epochs=1";
  const histories = [0, 1, 2].map((workers) => {
    const asked = [...words.split(" "), "augment=crop:2,noise:10,mixup:1", `workers=${workers}`];
    const { runs } = jsonOf(learnscope([...asked, `runs=${makeFolder()}`, "--json"]));
    const { "train/loss": loss, "test/accuracy": accuracy } = runs[0].history[1];
    return { loss, accuracy };
  });
  expect(histories[1]).toEqual(histories[0]);
  expect(histories[2]).toEqual(histories[0]);
});

test("feedBatches() makes the same batches of floats with threads as without", () => {
  const set = labelPairs(70, { digits: 4 });
  const options: BatchOptions = { set, batchSize: 16, lastPartial: "drop", seed: 5 };
  const [alone, ...fed] = [0, 1, 2].map((workers) => {
    const feed = feedBatches(options, { workers, first: 0, epochs: 2 });
    const made = Array.from({ length: 2 * feed.stepsPerEpoch }, (_, step) => {
      const images = new Float32Array(16 * 8);
      const labels = new Int32Array(16);
      feed.fill(step, { images: bytesOf(images), labels });
      return { images, labels };
    });
    feed.close();
    return made;
  });
  for (const made of fed) expect(made).toEqual(alone);
  for (const { images, labels } of alone!) {
    const sums = Array.from(labels, (_, place) => {
      const digits = [images.subarray(8 * place), images.subarray(8 * place + 4)];
      return digits.reduce((sum, oneHot) => sum + oneHot.indexOf(1), 0);
    });
    expect([...labels]).toEqual(sums);
  }
});
