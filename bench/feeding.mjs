// How long training waits for its batches, and what a large packed file does to memory.
// usage: node bench/feeding.mjs [--rounds 3] [--large 5] [--folder /tmp]
// Writes files of random images of 32×32 pixels, the large one of so many GiB, and prints two tables.

import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { built } from "./built.mjs";

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "3" },
    large: { type: "string", default: "5" },
    folder: { type: "string", default: "/tmp" },
  },
});

const crop = "crop:4,flip";
const heavy = "crop:4,flip,jitter,rotate:15";

/** What is timed: a network, how its images are augmented, and how many images a step and an epoch have. */
const tasks = [
  { name: "lenet5", channels: 1, size: 28, augment: "", batch: 64, count: 32_000 },
  { name: "lenet5", channels: 1, size: 28, augment: "crop:2", batch: 64, count: 32_000 },
  { name: "resnet18", channels: 3, size: 32, augment: "", batch: 32, count: 640 },
  { name: "resnet18", channels: 3, size: 32, augment: crop, batch: 32, count: 640 },
  { name: "resnet18", channels: 3, size: 32, augment: heavy, batch: 32, count: 640 },
];

if (positionals.length > 0) {
  console.log(JSON.stringify(await measure(JSON.parse(positionals[0] ?? ""))));
} else {
  waitingTable();
  memoryTable();
}

/** Medians over rounds, the numbers of threads alternating. */
function waitingTable() {
  console.log("| network | batch | augment | threads | waiting, share | ms a step | MiB |");
  console.log("| --- | ---: | --- | ---: | ---: | ---: | ---: |");
  for (const task of tasks) {
    const rounds = Array.from({ length: Number(flags.rounds) }, () =>
      [0, 1, 2].map((workers) => child({ ...task, workers, where: "memory" })),
    );
    for (const workers of [0, 1, 2]) {
      const own = rounds.map((round) => round[workers]).sort((a, b) => a.stepMs - b.stepMs);
      const { stepMs, waiting, peakMiB } = own[(own.length - 1) >> 1];
      const cells = [task.name, task.batch, task.augment || "none", workers];
      const share = `${(100 * waiting).toFixed(2)} %`;
      console.log(`| ${[...cells, share, stepMs.toFixed(2), peakMiB.toFixed(0)].join(" | ")} |`);
    }
  }
}

/** The same training on images drawn from all over a small and a large file. */
function memoryTable() {
  console.log("\n| file, GiB | images | threads | waiting, share | ms a step | MiB |");
  console.log("| ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const gigabytes of [0.05, Number(flags.large)]) {
    const path = join(flags.folder, `learnscope-feeding-${gigabytes}.bin`);
    const stored = Math.floor((gigabytes * 2 ** 30) / 3072);
    writeRandom(path, stored * 3072);
    for (const workers of [0, 1]) {
      const task = { name: "resnet18", channels: 3, size: 32, augment: crop, batch: 32 };
      const where = { path, stored };
      const found = child({ ...task, count: 640, workers, where });
      const share = `${(100 * found.waiting).toFixed(2)} %`;
      const cells = [
        gigabytes,
        stored,
        workers,
        share,
        found.stepMs.toFixed(2),
        found.peakMiB.toFixed(0),
      ];
      console.log(`| ${cells.join(" | ")} |`);
    }
    rmSync(path);
  }
}

/** @param {object} task */
function child(task) {
  const script = fileURLToPath(import.meta.url);
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, JSON.stringify(task)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`Cannot measure ${JSON.stringify(task)}: ${stderr}`);
  return JSON.parse(stdout);
}

/**
 * @param {string} path
 * @param {number} size
 */
function writeRandom(path, size) {
  const chunk = new Uint8Array(2 ** 24);
  for (let i = 0; i < chunk.length; i += 65_536)
    crypto.getRandomValues(chunk.subarray(i, i + 65_536));
  const file = openSync(path, "w");
  for (let done = 0; done < size; done += chunk.length) {
    writeSync(file, chunk, 0, Math.min(chunk.length, size - done));
  }
  closeSync(file);
}

/**
 * Trains for two epochs and tells of the second.
 *
 * @param {any} task
 */
async function measure({ name, channels, size, augment, batch, count, workers, where }) {
  const { loadOnednnBackend } = await built("backends/onednn/onednn.js");
  const { peakMemoryMiB } = await built("cli/peakMemory.js");
  const { makeStream } = await built("core/random.js");
  const { parseTransforms } = await built("data/transforms/parseTransforms.js");
  const { fit } = await built("train/fit.js");
  const { sgd } = await built("train/sgd.js");
  const { makeNetwork } = await built("zoo/index.js");

  const stream = makeStream(0, "feeding");
  const labels = Int32Array.from({ length: count }, (_, i) => stream.integers(0, i, 10));
  const inFile = where !== "memory";
  // Rows from all over the file, so that a large one is really read all over.
  const rows = Uint32Array.from({ length: count }, (_, i) => stream.integers(1, i, where.stored));
  const images = inFile
    ? { path: where.path, offset: 0, rows }
    : Uint8Array.from({ length: count * channels * size * size }, (_, i) => (i * 7919) & 255);
  const format = { channels, height: size, width: size };
  const test = {
    ...format,
    images: new Uint8Array(channels * size * size),
    labels: new Int32Array(1),
    count: 1,
  };
  const options = name === "lenet5" ? {} : { classes: "10", inputSize: "32" };
  // biome-ignore lint/suspicious/noFocusedTests: this `fit` trains, and is no test
  const { history } = await fit({
    network: makeNetwork(name, options),
    train: { ...format, images, labels, count },
    test,
    backend: loadOnednnBackend({}),
    optimiser: sgd({ momentum: 0.9 }),
    learningRate: 0.01,
    epochs: 2,
    batchSize: batch,
    seed: 0,
    augment: augment === "" ? [] : parseTransforms(augment),
    workers,
    clock: () => performance.now() / 1000,
  });
  const last = history.at(-1);
  const seconds = last["time/epoch-seconds"];
  const steps = Math.floor(count / batch);
  return {
    stepMs: (1000 * seconds) / steps,
    waiting: last["time/waiting-seconds"] / seconds,
    peakMiB: peakMemoryMiB(),
  };
}
