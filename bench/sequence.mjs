// Trains the four networks of source 002, table 2, for one seed, as pytorch/sequence.py does: the two CNNs and the LSTM of
// model-1, and model-2; plain SGD, rate 0.01, batches of 128, seed 0, the first 70 % of the training images.
// usage: LEARNSCOPE_DATA=<folder> node bench/sequence.mjs [EPOCHS] [THREADS] [TRAIN_COUNT] [TEST_COUNT]

import { built } from "./built.mjs";

const { loadOnednnBackend } = await built("backends/onednn/onednn.js");
const { peakMemoryMiB } = await built("cli/peakMemory.js");
const { digitPairs, reversedOrder } = await built("data/generated/thirdTerms.js");
const { loadDataset } = await built("data/loadDataset.js");
const { selectExamples } = await built("data/selectExamples.js");
const { digitOutputs } = await built("studies/sequence/data/outputs.js");
const { digitParts } = await built("studies/sequence/data/parts.js");
const { toldPairs } = await built("studies/sequence/data/toldPairs.js");
const { fit: trainNetwork } = await built("train/fit.js");
const { sgd } = await built("train/sgd.js");
const { makeNetwork } = await built("zoo/index.js");

const [epochs = 3, threads = 2, trainCount = 0, testCount = 0] = process.argv.slice(2).map(Number);
const backend = loadOnednnBackend({ threads });
const recipe = { learningRate: 0.01, optimiser: sgd(), epochs, batchSize: 128, seed: 0 };
const digits = digitParts(
  await loadDataset("mnist", {
    ...(trainCount > 0 ? { trainCount } : {}),
    ...(testCount > 0 ? { testCount } : {}),
  }),
);
const first = setsOf((set) => set);
const second = setsOf((set) => selectExamples(set, reversedOrder(set.count)));
const pairs = setsOf((set) => digitPairs(set));

/** @type {Record<string, number>} */
const parts = {};
/** @type {Record<string, number[]>} */
const accuracies = {};
const start = performance.now();
const cnn1 = await trained("cnn1", makeNetwork("cnn002"), first);
const cnn2 = await trained("cnn2", makeNetwork("cnn002"), second);
const told = await timed("labels", () => {
  const outputs = { first: digitOutputs(cnn1, backend), second: digitOutputs(cnn2, backend) };
  return setsOf((set) =>
    toldPairs(set, { partner: reversedOrder(set.count), told: "one-hot", ...outputs }),
  );
});
await trained("lstm", makeNetwork("label-lstm"), told);
await trained("model-2", makeNetwork("cnn-lstm", { reads: "logits" }), pairs);
console.log(
  JSON.stringify({
    engine: backend.description,
    seconds: (performance.now() - start) / 1000,
    peakRssMiB: Math.round(peakMemoryMiB()),
    parts,
    accuracies,
  }),
);

/**
 * What is made of the digits to train and to test with.
 *
 * @template Made
 * @param {(set: any) => Made} make
 */
function setsOf(make) {
  return { train: make(digits.train), test: make(digits.test) };
}

/**
 * @param {string} name
 * @param {any} network
 * @param {{ train: any, test: any }} sets
 */
async function trained(name, network, sets) {
  const { numbers, history } = await timed(name, () =>
    trainNetwork({ network, ...sets, backend, ...recipe }),
  );
  accuracies[name] = history.map((/** @type {any} */ metrics) => metrics["test/accuracy"]);
  return { network, numbers };
}

/**
 * @template Result
 * @param {string} name
 * @param {() => Result} work
 */
async function timed(name, work) {
  const began = performance.now();
  const result = await work();
  parts[name] = (performance.now() - began) / 1000;
  return result;
}
