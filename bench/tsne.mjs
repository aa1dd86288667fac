// Sets t-SNE beside scikit-learn's for the outputs of a layer: in turn, several rounds, medians, and how good the last
// pictures are, by scikit-learn's measures for both.
//
// usage: node bench/tsne.mjs SCORES [ROUNDS] [THREADS]
//
// SCORES is what `learnscope probe embedding <run> layer=conv6 count=5000` keeps of a checkpoint:
// <run>/probes/embedding/<hash>/epoch-0004.safetensors. scikit-learn, with THREADS threads, is that of /usr/bin/python3
// (Debian: python3-sklearn), or of PYTHON. Ours has one thread, and its time includes judging the picture.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [scores = "", rounds = "3", threads = "1"] = process.argv.slice(2);
const python = process.env.PYTHON ?? "/usr/bin/python3";
const folder = mkdtempSync(join(tmpdir(), "learnscope-tsne-"));
const pictures = [join(folder, "ours"), join(folder, "theirs")];
/** @type {{ ours: number[], theirs: number[] }} */
const seconds = { ours: [], theirs: [] };
const peaks = { ours: 0, theirs: 0 };
for (let round = 0; round < Number(rounds); round++) {
  const ours = run(process.execPath, ["tsnePicture.mjs", scores, pictures[0] ?? ""])[0];
  const theirs = sklearn("draw", scores, pictures[1] ?? "", threads)[0];
  seconds.ours.push(ours.seconds);
  seconds.theirs.push(theirs.seconds);
  peaks.ours = ours.peakRssMiB;
  peaks.theirs = theirs.peakRssMiB;
}
const [ours, theirs] = sklearn("judge", scores, ...pictures);
rmSync(folder, { recursive: true });
const ratio = median(seconds.theirs) / median(seconds.ours);
console.log(JSON.stringify({ ratio, seconds, peaks, ours, theirs }, null, 2));

/** @param {string[]} args */
function sklearn(...args) {
  return run(python, ["-B", join("sklearn", "tsne.py"), ...args]);
}

/**
 * Runs a program of this folder, and reads the lines of JSON that it prints.
 *
 * @param {string} program
 * @param {readonly string[]} args of which the last are files or numbers
 */
function run(program, args) {
  const here = fileURLToPath(new URL(".", import.meta.url));
  const path = args.map((own) => (/\.(mjs|py)$/.test(own) ? join(here, own) : own));
  const env = { ...process.env, OMP_NUM_THREADS: threads };
  const { status, stdout, stderr } = spawnSync(program, path, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`Cannot run "${program} ${path.join(" ")}": ${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
