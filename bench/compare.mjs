// Sets this program beside PyTorch on this machine: the same work in turn, several rounds, medians, ratios.
//
// usage: node bench/compare.mjs [--rounds 5] [--only TEXT] [--tiny] [--data FOLDER] [--threads N] [--out FILE]
//
// FOLDER holds `mnist`; by default it is LEARNSCOPE_DATA or ../shared/data. PyTorch is the one of /usr/bin/python3
// (Debian: python3-torch, libopenblas0-pthread), or of PYTHON; without it only our side is measured. Close everything
// else first: on a busy machine the ratios lie.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rowsOf } from "./rows.mjs";

/** @typedef {import("./rows.mjs").Row} Row */
/** @typedef {import("./rows.mjs").Printed} Printed */
/** @typedef {{ seconds: number, values: number[], peakRssMiB: number | null, engine: string | null }} Side */

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: "" },
    tiny: { type: "boolean", default: false },
    data: { type: "string", default: process.env.LEARNSCOPE_DATA ?? "../shared/data" },
    threads: { type: "string", default: String(availableParallelism()) },
    out: { type: "string" },
  },
});
const root = fileURLToPath(new URL("..", import.meta.url));
const data = resolve(root, flags.data);
const python = process.env.PYTHON ?? "/usr/bin/python3";
const runs = mkdtempSync(join(tmpdir(), "learnscope-bench-"));
const hasPyTorch = spawnSync(python, ["-c", "import torch"]).status === 0;
if (!hasPyTorch) console.error(`${python} has no PyTorch: only our side is measured`);

const rows = rowsOf({ tiny: flags.tiny, data, threads: Number(flags.threads) })
  .filter(({ name }) => name.includes(flags.only))
  .map(measure);
rmSync(runs, { recursive: true });
console.log(tableOf(rows));
const record = {
  date: new Date().toISOString(),
  machine: `${cpus()[0]?.model.trim()}, ${flags.threads} threads`,
  command: `node bench/compare.mjs ${process.argv.slice(2).join(" ")}`.trim(),
  rounds: Number(flags.rounds),
  tiny: flags.tiny,
  rows,
};
if (flags.out) writeFileSync(flags.out, `${JSON.stringify(record, null, 2)}\n`);
else console.log(JSON.stringify(record));

/**
 * The two sides take turns, so that whatever else the machine does hits both.
 *
 * @param {Row} row
 */
function measure(row) {
  const { name, seconds, must, hope, limits } = row;
  const sides = { ours: /** @type {Printed[]} */ ([]), theirs: /** @type {Printed[]} */ ([]) };
  for (let round = 1; round <= Number(flags.rounds); round++) {
    console.error(`${name}: round ${round} of ${flags.rounds}`);
    sides.ours.push(runProgram(process.execPath, row.ours));
    if (row.theirs && hasPyTorch) sides.theirs.push(runProgram(python, ["-B", ...row.theirs]));
  }
  const ours = sideOf(sides.ours, seconds);
  const theirs = sides.theirs.length > 0 ? sideOf(sides.theirs, seconds) : null;
  const ratio = theirs && theirs.seconds / ours.seconds;
  const share = sides.ours.map(({ outsidePrimitives }) => outsidePrimitives ?? Number.NaN);
  return {
    name,
    ours,
    theirs,
    ratio,
    outsidePrimitives: Number.isNaN(share[0]) ? null : median(share),
    wanted: limits ? `≤ ${limits[0]} s (${limits[1]})` : `${must}× (${hope}×)`,
    holds: limits ? ours.seconds <= limits[0] : ratio === null ? null : ratio >= (must ?? 0),
  };
}

/**
 * Runs a program from the project's root and reads the JSON in its last line, if that is what it prints.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Printed}
 */
function runProgram(program, args) {
  const started = Date.now() / 1000;
  const env = {
    ...process.env,
    OMP_NUM_THREADS: flags.threads,
    LEARNSCOPE_DATA: data,
    LEARNSCOPE_RUNS: runs,
    STARTED: String(started),
  };
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, env, encoding: "utf8" });
  const wallSeconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`Cannot run "${program} ${args.join(" ")}": ${stderr}`);
  const last = stdout.trimEnd().split("\n").at(-1) ?? "";
  return { ...(last.startsWith("{") ? JSON.parse(last) : {}), wallSeconds };
}

/** @type {(printed: Printed[], seconds: Row["seconds"]) => Side} */
function sideOf(printed, seconds) {
  const values = printed.map(seconds);
  const peaks = printed.map(({ peakRssMiB }) => peakRssMiB ?? Number.NaN);
  return {
    seconds: median(values),
    values,
    peakRssMiB: Number.isNaN(peaks[0]) ? null : median(peaks),
    engine: printed[0]?.engine ?? null,
  };
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** @param {ReturnType<typeof measure>[]} measured */
function tableOf(measured) {
  const header = ["work", "ours", "PyTorch", "ratio", "must (hope)", "MiB", "PyTorch MiB", "holds"];
  const lines = measured.map(({ name, ours, theirs, ratio, wanted, holds }) => [
    name,
    timeText(ours.seconds),
    theirs ? timeText(theirs.seconds) : "–",
    ratio === null ? "–" : `${ratio.toFixed(1)}×`,
    wanted,
    String(ours.peakRssMiB ?? "–"),
    String(theirs?.peakRssMiB ?? "–"),
    holds === null ? "?" : holds ? "yes" : "NO",
  ]);
  return [header, header.map(() => "---"), ...lines]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** @param {number} seconds */
function timeText(seconds) {
  return seconds < 1 ? `${(1000 * seconds).toFixed(2)} ms` : `${seconds.toFixed(2)} s`;
}
