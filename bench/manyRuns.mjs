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

const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "learnscope-"));
try {
  makeRuns();
  const calls = {
    "runs ls": ["runs", "ls"],
    "runs ls by=hash": ["runs", "ls", "by=hash"],
    "runs ls --json": ["runs", "ls", "--json"],
  };
  const rows = Object.entries(calls).map(([name, words]) => ({ call: name, ...timed(words) }));
  console.log(`${runs} runs, ${metrics} metrics, ${epochs} epochs, median of ${repetitions}`);
  console.table(rows);
  process.exitCode = rows[0].seconds <= target ? 0 : 1;
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
 * Median of the seconds of a call, the largest of its peaks of memory, and the length of what it prints.
 *
 * @param {readonly string[]} words
 */
function timed(words) {
  const done = Array.from({ length: repetitions + 1 }, () => call(words)).slice(1);
  const seconds = done.map((one) => one.seconds).sort((a, b) => a - b);
  const peaks = done.map((one) => one.peakMiB);
  return {
    seconds: Number(seconds[Math.floor(repetitions / 2)].toFixed(3)),
    peakMiB: Math.max(...peaks),
    lines: done[0].lines,
  };
}

/** @param {readonly string[]} words */
function call(words) {
  const report =
    'process.on("exit",()=>process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}`))';
  const preload = ["--import", `data:text/javascript,${encodeURIComponent(report)}`];
  const args = [...preload, main, ...words, `runs=${root}`];
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const seconds = (performance.now() - begun) / 1000;
  const peak = /peak (\d+)$/.exec(stderr);
  if (status !== 0 || !peak) throw new Error(`"${words.join(" ")}" failed: ${stderr}`);
  return { seconds, peakMiB: Math.round(Number(peak[1]) / 1024), lines: stdout.split("\n").length };
}
