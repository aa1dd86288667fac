import { expect, test } from "vitest";
import { datasetOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import type { Backend } from "../backends/backend.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import type { NumberArray } from "../core/dtype.ts";
import { initialNumbers } from "../nn/network.ts";
import { crossEntropy } from "../ops/crossEntropy.ts";
import { matmul } from "../ops/matmul.ts";
import { mul } from "../ops/mul.ts";
import { sum } from "../ops/sum.ts";
import { makeEvaluator } from "../train/evaluate.ts";
import { holdNetwork } from "../train/states.ts";
import { openView } from "./openView.ts";
import { defineProbe } from "./probe.ts";
import { resolveOptions } from "./resolveOptions.ts";

const dataset = datasetOf(tinyImages(10));
const numbers = initialNumbers(tinyNetwork, 0);

/** Small enough for batches of three images. */
const littleMemory = 4 * 4 * (5 + 3) * 3;

const prober = defineProbe({
  id: "prober",
  title: "Prober",
  question: "?",
  images: { part: "test", count: 0 },
  taps: ({ layers, logits, labels, images, parameters, input, rowInput, gradient }) => {
    const scale = input("scale", []);
    const weights = rowInput("weights", [3]);
    return {
      rows: {
        f1: layers.f1!,
        logits,
        scaled: mul(logits, scale),
        weighted: mul(logits, weights),
        byImage: gradient(mul(logits, weights), images),
      },
      sums: {
        loss: crossEntropy(logits, labels),
        byParameters: gradient(crossEntropy(logits, labels), parameters),
      },
    };
  },
  measure: () => ({ readings: [] }),
});

function open({
  memory = 2 ** 20,
  room,
  backend = makeReferenceBackend(),
}: {
  readonly memory?: number;
  readonly room?: ArrayBuffer;
  readonly backend?: Backend;
} = {}) {
  const subject = { network: tinyNetwork, numbers, dataset, backend, memory, room };
  return openView(prober, resolveOptions(prober), subject);
}

test.each(everyBackend())(
  "look() says what the network says when it is tested, on %s",
  (_, backend) => {
    const view = open({ backend });
    const { values } = view.look({ wanted: ["logits"] }).rows.logits!;
    const states = holdNetwork(numbers, backend);
    const evaluator = makeEvaluator({ network: tinyNetwork, backend, states, batchSize: 10 });
    const answers = [...evaluator.predict(dataset.test)];
    const best = answers.map((_answer, image) => {
      const row = [...values.subarray(3 * image, 3 * image + 3)];
      return row.indexOf(Math.max(...row));
    });
    expect(best).toEqual(answers);
    evaluator.dispose();
    view.dispose();
  },
);

test("look() gives the same rows in batches whose last is smaller", () => {
  const wanted = ["f1", "logits"];
  const once = open().look({ wanted });
  const view = open({ memory: littleMemory });
  const sizes: number[] = [];
  view.lookBatches(({ from, to }) => sizes.push(to - from), { wanted });
  expect(sizes).toEqual([3, 3, 3, 1]);
  const { rows } = view.look({ wanted: ["logits"] });
  rows.logits!.values.forEach((value, at) => {
    expect(value).toBeCloseTo(once.rows.logits!.values[at]!, 6);
  });
});

test("look() adds sums up over batches of any size", () => {
  const wanted = ["loss"];
  const view = open({ memory: littleMemory });
  // The loss of a batch is a mean: of batches of 3, 3, 3 and 1 the sum is not that of one batch.
  const means: number[] = [];
  view.lookBatches(({ sums }) => means.push(sums.loss![0]!), { wanted });
  expect(view.look({ wanted }).sums.loss![0]).toBeCloseTo(
    means.reduce((sum, own) => sum + own, 0),
    6,
  );
});

test("look() shows other images, other labels, other parameters and other inputs", () => {
  const view = open();
  const own = view.look({ wanted: ["logits"] }).rows.logits!.values;
  const images = view.examples.images.subarray(12, 24);
  const other = view.look({ images, wanted: ["logits"] }).rows.logits!;
  expect(other.count).toBe(1);
  expect([...other.values]).toEqual([...own.subarray(3, 6)]);

  const fractions = Float32Array.from(images, (byte) => byte * Math.fround(1 / 255));
  const same = view.look({ images: fractions, wanted: ["logits"] }).rows.logits!;
  expect([...same.values]).toEqual([...other.values]);

  const parameters = new Float32Array(numbers.parameters.length);
  const nothing = view.look({ parameters, wanted: ["logits"] }).rows.logits!;
  expect([...nothing.values]).toEqual(Array(30).fill(0));
  expect([...view.look({ wanted: ["logits"] }).rows.logits!.values]).toEqual([...own]);

  const scaled = view.look({ inputs: { scale: [2] }, wanted: ["scaled"] }).rows.scaled!;
  scaled.values.forEach((value, at) => {
    expect(value).toBeCloseTo(2 * own[at]!, 6);
  });
});

test("look() sees parameters that were changed in place, and keeps nothing of what was shown before", () => {
  const view = open();
  const parameters = numbers.parameters.slice();
  const wanted = ["logits"];
  const own = [...view.look({ parameters, wanted }).rows.logits!.values];
  parameters.fill(0);
  expect([...view.look({ parameters, wanted }).rows.logits!.values]).toEqual(Array(30).fill(0));
  expect([...view.look({ wanted }).rows.logits!.values]).toEqual(own);

  const { images } = view.examples;
  const labels = new Int32Array(10);
  const zeros = view.look({ images, labels, wanted: ["loss"] }).sums.loss;
  expect(view.look({ wanted: ["loss"] }).sums.loss).not.toEqual(zeros);
  expect(view.look({ images, wanted: ["loss"] }).sums.loss).toEqual(zeros);

  view.look({ inputs: { scale: [2] }, wanted: ["scaled"] });
  const { scaled } = view.look({ wanted: ["scaled"] }).rows;
  expect(scaled!.values.every((value) => Math.abs(value) === 0)).toBe(true);
});

test("look() gives every image its own row of an input, batch by batch", () => {
  const weights = Float32Array.from({ length: 30 }, (_, at) => at);
  const view = open({ memory: littleMemory });
  const { logits, weighted } = view.look({
    inputs: { weights },
    wanted: ["logits", "weighted"],
  }).rows;
  weighted!.values.forEach((value, at) => {
    expect(value).toBeCloseTo(at * logits!.values[at]!, 4);
  });
});

test("look() gives every image its own gradient", () => {
  const view = open();
  const weights = new Float32Array(30).fill(1);
  const together = view.look({ inputs: { weights }, wanted: ["byImage"] }).rows.byImage!;
  expect(together.shape).toEqual([1, 3, 4]);
  const image = view.examples.images.subarray(60, 72);
  const alone = view.look({ images: image, inputs: { weights: [1, 1, 1] }, wanted: ["byImage"] });
  alone.rows.byImage!.values.forEach((value, at) => {
    expect(value).toBeCloseTo(together.values[60 + at]!, 6);
  });
});

test("eachTap() visits every tap of rows once, however little room there is", async () => {
  const visited: string[] = [];
  const memory = 10 * 4 * 12;
  const view = open({ memory });
  await view.eachTap((name, { count, size, values }) => {
    visited.push(name);
    expect(values).toHaveLength(count * size);
  });
  expect(visited).toEqual(["f1", "logits", "scaled", "weighted", "byImage"]);
  expect(view.peakBytes).toBeGreaterThan(0);
});

test("eachTap() puts rows where it is told, and says the same of them", async () => {
  const own: Record<string, NumberArray> = {};
  await open().eachTap((name, { values }) => {
    own[name] = values;
  });
  const room = new ArrayBuffer(10 * 4 * 12);
  let largest = 0;
  await open({ memory: room.byteLength, room }).eachTap((name, { values }) => {
    expect(values.buffer).toBe(room);
    expect([...values]).toEqual([...own[name]!]);
    largest = Math.max(largest, values.byteOffset);
  });
  // "f1" and "logits" have room beside each other.
  expect(largest).toBeGreaterThan(0);
});

test("eachTap() holds one graph at a time where there is no room for all taps", async () => {
  const reference = makeReferenceBackend();
  let held = 0;
  const backend: Backend = {
    ...reference,
    compile(graph, states) {
      const executable = reference.compile(graph, states);
      held++;
      return { ...executable, dispose: () => held-- };
    },
  };
  const most: number[] = [];
  const view = open({ memory: 10 * 4 * 12, backend });
  await view.eachTap(() => {
    most.push(held);
  });
  expect(most).toEqual([0, 0, 0, 0, 0]);
});

test("eachTap() refuses a tap that has no room alone", async () => {
  await expect(open({ memory: 400 }).eachTap(() => undefined)).rejects.toThrow(
    'Cannot hold what "byImage" say of 10 images: it takes 480 B, needs at most 400 B; count= looks at fewer images, probeMemory= gives more room',
  );
});

test("compute() computes any graph", () => {
  const tensor = (data: number[], shape: number[]) =>
    ({ dtype: "f32", shape, data: Float32Array.from(data) }) as const;
  const { product } = open().compute(
    { a: tensor([1, 2, 3, 4], [2, 2]), b: tensor([1, 1], [2, 1]) },
    ({ a, b }) => ({ product: matmul(a!, b!) }),
  );
  expect([...product!]).toEqual([3, 7]);
});

test("stream() draws from the seed of the draw and the probe's name", () => {
  const [a, b] = [open().stream("x"), open().stream("y")];
  expect(a.uniform(0, 0)).toBe(open().stream("x").uniform(0, 0));
  expect(a.uniform(0, 0)).not.toBe(b.uniform(0, 0));
});

test("look() has nothing to say where a probe has no taps", () => {
  const blind = defineProbe({
    id: "blind",
    title: "Blind",
    question: "?",
    measure: () => ({ readings: [] }),
  });
  const subject = {
    network: tinyNetwork,
    numbers,
    dataset,
    backend: makeReferenceBackend(),
    memory: 2 ** 20,
  };
  const view = openView(blind, resolveOptions(blind), subject);
  expect(() => view.look()).toThrow('Cannot look by "blind": it has no taps, needs some');
});

test("look() makes batches smaller where a graph takes more than there is room for", () => {
  const wide = 400_000;
  const probe = defineProbe({
    id: "wide",
    title: "Wide",
    question: "?",
    images: { part: "test", count: 0 },
    taps: ({ logits, input }) => ({
      rows: { sums: sum(mul(sum(logits, [1], true), input("wide", [1, wide])), [1]) },
    }),
    measure: () => ({ readings: [] }),
  });
  const subject = {
    network: tinyNetwork,
    numbers: initialNumbers(tinyNetwork, 0),
    dataset: datasetOf(tinyImages(40)),
    backend: makeReferenceBackend(),
  };
  const sizesWith = (memory: number) => {
    const view = openView(probe, resolveOptions(probe), { ...subject, memory });
    const sizes: number[] = [];
    view.lookBatches(({ from, to }) => sizes.push(to - from));
    const { peakBytes } = view;
    view.dispose();
    return { sizes, peakBytes };
  };
  expect(sizesWith(2 ** 30).sizes).toEqual([40]);
  const { sizes, peakBytes } = sizesWith(2 ** 25);
  expect(sizes.length).toBeGreaterThan(1);
  expect(peakBytes).toBeLessThan(2 ** 26);
});

test("compute() counts in what a probe takes", () => {
  const view = open();
  const data = new Float32Array(10_000);
  view.compute({ x: { dtype: "f32", shape: [10_000], data } }, ({ x }) => ({ y: mul(x!, x!) }));
  expect(view.peakBytes).toBeGreaterThanOrEqual(2 * data.byteLength);
  view.dispose();
});
