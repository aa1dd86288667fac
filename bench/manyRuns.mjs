/**
 * Times `learnscope runs ls` on a folder of 2,000 made-up runs with the metrics of 500 epochs, 50 of each, as
 *
 *     node bench/manyRuns.mjs [runs] [repetitions]
 *
 * The logs are one file with many names. What counts is the whole command, from the start of the process to its end; the
 * target is 1 second.
 */
import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [runs = 2000, repetitions = 5] = process.argv.slice(2).map(Number);
const metrics = 50;
const epochs = 500;
const target = 1;

/** Makes a process say at its end how much memory and time of processors it had. */
const preload = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write("\\n" + JSON.stringify(process.resourceUsage())))',
)}`;

const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "learnscope-"));
try {
  makeRuns();
  console.log(`${runs} runs, ${metrics} metrics, ${epochs} epochs, median of ${repetitions}`);
  const list = timed(["runs", "ls"]);
  console.table({
    "runs ls": list,
    "runs ls by=hash": timed(["runs", "ls", "by=hash"]),
    "runs ls --json": timed(["runs", "ls", "--json"]),
  });
  process.exitCode = list.seconds <= target ? 0 : 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}

function makeRuns() {
  const log = join(root, ".metrics.jsonl");
  const lines = Array.from({ length: epochs + 1 }, (_, epoch) =>
    JSON.stringify(epochMetrics(epoch)),
  );
  writeFileSync(log, `${lines.join("\n")}\n`);
  for (let number = 0; number < runs; number++) {
    const hash = Math.floor(number / 5)
      .toString(16)
      .padStart(6, "0");
    const seed = number % 5;
    const folder = join(
      root,
      `experiment-${number % 10}`,
      `20261120T070809Z-lenet5-${hash}-s${seed}`,
    );
    mkdirSync(folder, { recursive: true });
    linkSync(log, join(folder, "metrics.jsonl"));
    const changed = { learningRate: String(number / 1000), epochs: String(epochs) };
    const manifest = { schema: 1, kind: "training", name: "lenet5", hash, seed, changed };
    writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest, null, 2));
    writeFileSync(join(folder, "status.json"), JSON.stringify(statusOf(number)));
  }
}

/** @param {number} number of the run; some are not done */
function statusOf(number) {
  const state = number % 100 === 0 ? "running" : number % 50 === 0 ? "failed" : "done";
  const started = new Date(Date.UTC(2026, 10, 20) + number * 1000).toISOString();
  const progress = { epoch: epochs, epochs, step: 0, steps: 100 };
  return { schema: 1, state, started, updated: started, progress, metrics: epochMetrics(epochs) };
}

/** @param {number} epoch */
function epochMetrics(epoch) {
  const names = Array.from({ length: metrics - 2 }, (_, index) => `probe/made-up/layer-${index}`);
  const others = names.map((name, index) => [name, Math.sin(epoch + index)]);
  const accuracy = { "test/accuracy": 1 - 1 / (epoch + 2), "train/loss": 1 / (epoch + 1) };
  return { epoch, ...accuracy, ...Object.fromEntries(others) };
}

/**
 * Median of the seconds of a call, the least time of processors, which others on the machine
 * lengthen less, the largest peak of memory, and the lines that it prints; a first call warms up.
 *
 * @param {readonly string[]} words
 */
function timed(words) {
  let { lines } = call(words);
  const seconds = [];
  let peakMiB = 0;
  let processorSeconds = Number.POSITIVE_INFINITY;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const done = call(words);
    seconds.push(done.seconds);
    peakMiB = Math.max(peakMiB, done.peakMiB);
    processorSeconds = Math.min(processorSeconds, done.processorSeconds);
    lines = done.lines;
  }
  const median = seconds.sort((a, b) => a - b)[Math.floor(repetitions / 2)] ?? Number.NaN;
  return { seconds: round(median), processorSeconds: round(processorSeconds), peakMiB, lines };
}

/** @param {readonly string[]} words */
function call(words) {
  const args = ["--import", preload, main, ...words, `runs=${root}`];
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const seconds = (performance.now() - begun) / 1000;
  if (status !== 0) throw new Error(`"${words.join(" ")}" failed: ${stderr}`);
  const used = JSON.parse(stderr.split("\n").at(-1) ?? "");
  return {
    seconds,
    processorSeconds: (used.userCPUTime + used.systemCPUTime) / 1e6,
    peakMiB: Math.round(used.maxRSS / 1024),
    lines: stdout.split("\n").length,
  };
}

/** @param {number} seconds */
function round(seconds) {
  return Number(seconds.toFixed(3));
}
