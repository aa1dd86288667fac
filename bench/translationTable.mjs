// Trains the four networks of the translation study and asks them for all shifts of the test images, as
// pytorch/translationTable.py does: plain SGD, rate 0.05, batches of 64, seed 0.
// usage: LEARNSCOPE_DATA=<folder> node bench/translationTable.mjs [TRAIN_COUNT] [TEST_COUNT] [EPOCHS]

import { built } from "./built.mjs";

const { loadOnednnBackend } = await built("backends/onednn/onednn.js");
const { peakMemoryMiB } = await built("cli/peakMemory.js");
const { loadDataset } = await built("data/loadDataset.js");
const { measureShiftGrid, rightAnswers, shiftsWithin } = await built(
  "probes/movement/measureShiftGrid.js",
);
const { makeEvaluator } = await built("train/evaluate.js");
const { fit: trainNetwork } = await built("train/fit.js");
const { sgd } = await built("train/sgd.js");
const { holdNetwork } = await built("train/states.js");
const { makeNetwork } = await built("zoo/index.js");

const [trainCount = 0, testCount = 0, epochs = 2] = process.argv.slice(2).map(Number);
const backend = loadOnednnBackend();
const { train, test, classes } = await loadDataset("mnist", {
  ...(trainCount > 0 ? { trainCount } : {}),
  ...(testCount > 0 ? { testCount } : {}),
});
const recipe = { learningRate: 0.05, optimiser: sgd(), epochs, batchSize: 64, seed: 0 };
const grid = { shifts: shiftsWithin(5, 2), classes: classes.length, mode: "zero" };

const start = performance.now();
const rows = [];
for (const name of ["lenet5", "lenet5-full", "mlp", "pooled-mlp"]) rows.push(await rowOf(name));
console.log(
  JSON.stringify({
    engine: backend.description,
    seconds: (performance.now() - start) / 1000,
    peakRssMiB: Math.round(peakMemoryMiB()),
    rows,
  }),
);

/** @param {string} name */
async function rowOf(name) {
  const began = performance.now();
  const network = makeNetwork(name);
  const { numbers, history } = await trainNetwork({
    network,
    train,
    test,
    backend,
    ...recipe,
  });
  const middle = performance.now();
  const states = holdNetwork(numbers, backend);
  const evaluator = makeEvaluator({ network, backend, states });
  const { answers } = await measureShiftGrid(evaluator.predict, test, grid);
  evaluator.dispose();
  /** @type {number} */
  const right = answers.reduce(
    (/** @type {number} */ sum, /** @type {readonly number[]} */ row) =>
      sum + rightAnswers(row, grid.classes),
    0,
  );
  return {
    network: name,
    plain: history.at(-1)["test/accuracy"],
    shifted: right / (test.count * grid.shifts.length),
    trainSeconds: (middle - began) / 1000,
    shiftSeconds: (performance.now() - middle) / 1000,
  };
}
