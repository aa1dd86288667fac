// Asks LeNet-5 for all shifts of the test images, as pytorch/shifted.py does: by default 10,000 images, 55 shifts.
// usage: LEARNSCOPE_DATA=<folder> node bench/shifted.mjs [TEST_COUNT] [SHIFT] [SHIFT_DOWN]

import { built } from "./built.mjs";

const { loadOnednnBackend } = await built("backends/onednn/onednn.js");
const { peakMemoryMiB } = await built("cli/peakMemory.js");
const { loadDataset } = await built("data/loadDataset.js");
const { initialNumbers } = await built("nn/network.js");
const { measureShiftGrid, shiftsWithin } = await built("probes/movement/measureShiftGrid.js");
const { makeEvaluator } = await built("train/evaluate.js");
const { holdNetwork } = await built("train/states.js");
const { makeNetwork } = await built("zoo/index.js");

const [count = 0, shift = 5, shiftDown = 2] = process.argv.slice(2).map(Number);
const backend = loadOnednnBackend();
const { test, classes } = await loadDataset("mnist", count > 0 ? { testCount: count } : {});
const network = makeNetwork("lenet5");
const states = holdNetwork(initialNumbers(network, 0), backend);
const shifts = shiftsWithin(shift, shiftDown);

const start = performance.now();
const { predict } = makeEvaluator({ network, backend, states });
await measureShiftGrid(predict, test, { shifts, classes: classes.length, mode: "zero" });
const seconds = (performance.now() - start) / 1000;
const images = shifts.length * test.count;
console.log(
  JSON.stringify({
    engine: backend.description,
    images,
    seconds,
    imagesPerSecond: Math.round(images / seconds),
    peakRssMiB: Math.round(peakMemoryMiB()),
  }),
);
