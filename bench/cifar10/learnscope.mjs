// Trains resnet18 on a part of CIFAR-10 (JPEG), as pytorch.py does from the numbers this writes down.
// usage: node bench/cifar10/learnscope.mjs DATA.safetensors OUTPUT_FOLDER [EPOCHS] [WIDTH] [SEED] [f32|bf16] [fast|direct]
// DATA comes from pack.py. Writes start.safetensors (parameters, buffers, the order of the images in every epoch) and
// learnscope-<precision>-<convolution>-s<seed>.json (the loss of every step, the test accuracy of every epoch).

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { built } from "../built.mjs";

const { inBf16 } = await built("backends/inBf16.js");
const { loadOnednnBackend } = await built("backends/onednn/onednn.js");
const { epochOrder } = await built("data/feed/batchRanges.js");
const { describeNetwork, initialNumbers, splitVector } = await built("nn/network.js");
const { encodeSafetensors, parseSafetensors } = await built("storage/safetensors.js");
const { fit } = await built("train/fit.js");
const { sgd } = await built("train/sgd.js");
const { makeNetwork } = await built("zoo/index.js");

const [data = "", folder = ".", ...rest] = process.argv.slice(2);
const [epochs = "3", width = "16", seed = "0", precision = "f32", convolution = "fast"] = rest;
const { tensors } = parseSafetensors(await readFile(data), data);
const train = imagesOf("train");
const network = makeNetwork("resnet18", { width, classes: "10", inputSize: "32" });
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "start.safetensors"), encodeSafetensors(start()));

/** @type {number[]} */
const losses = [];
const plain = loadOnednnBackend({ convolution });
// biome-ignore lint/suspicious/noFocusedTests: this `fit` trains, and is no test
const { history } = await fit({
  network,
  train,
  test: imagesOf("test"),
  backend: precision === "bf16" ? inBf16(plain) : plain,
  optimiser: sgd({ momentum: 0.9 }),
  learningRate: 0.01,
  epochs: Number(epochs),
  batchSize: 100,
  seed: Number(seed),
  onStep: (/** @type {{ loss: number }} */ { loss }) => losses.push(loss),
  onEpoch: (/** @type {object} */ metrics) => console.log(JSON.stringify(metrics)),
});
const accuracies = history.map((/** @type {any} */ metrics) => metrics["test/accuracy"]);
const name = `learnscope-${precision}-${convolution}-s${seed}.json`;
const engine = plain.description;
await writeFile(join(folder, name), JSON.stringify({ engine, losses, accuracies }));

/** @param {string} part */
function imagesOf(part) {
  const { shape, data: images } = tensors.get(`${part}.images`);
  const [count, channels, height, width] = shape;
  return {
    images,
    labels: Int32Array.from(tensors.get(`${part}.labels`).data),
    count,
    channels,
    height,
    width,
  };
}

/** What the training begins with and in which order it sees the images, for the other engine to repeat. */
function start() {
  const { parameters, buffers } = describeNetwork(network);
  const numbers = initialNumbers(network, Number(seed));
  const arrays = new Map([
    ...splitVector(parameters, numbers.parameters),
    ...splitVector(buffers, numbers.buffers),
  ]);
  const own = [...parameters, ...buffers].map(({ name, shape }) => {
    return [name, { dtype: "f32", shape, data: arrays.get(name) }];
  });
  const orders = Array.from({ length: Number(epochs) }, (_, index) => {
    const data = Int32Array.from(epochOrder(Number(seed), index + 1, train.count));
    return [`order.${index + 1}`, { dtype: "i32", shape: [train.count], data }];
  });
  return { tensors: new Map(/** @type {any} */ ([...own, ...orders])), metadata: {} };
}
