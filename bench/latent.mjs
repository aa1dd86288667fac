// Counts the principal components of float32 points, exactly: those that hold 70 % of the variance, or six shares.
// usage: node bench/latent.mjs FILE ROWS COLUMNS 70|all        FILE as bench/layerOutputs.mjs writes it
//        node bench/latent.mjs - ROWS COLUMNS 70|all           drawn points: a fading spectrum and noise
// prints one line of JSON as sklearn/latent.py does; LEARNSCOPE_OPENBLAS=off does without OpenBLAS

import { closeSync, openSync, readSync } from "node:fs";
import { built } from "./built.mjs";

const { peakMemoryMiB } = await built("cli/peakMemory.js");
const { makeStream } = await built("core/random.js");
const { loadOpenblas } = await built("linalg/openblas.js");
const { loadOnednnBackend } = await built("backends/onednn/onednn.js");
const { centredRows } = await built("probes/dimension/centredRows.js");
const { makeSpectra } = await built("probes/dimension/rowSpectra.js");
const { computeOnce } = await built("probing/computeOnce.js");

const [file = "-", rows = "10000", columns = "8192", which = "70"] = process.argv.slice(2);
const [count, size] = [Number(rows), Number(columns)];
const shares = which === "70" ? [0.7] : [0.5, 0.7, 0.8, 0.9, 0.95, 0.99];
const values = new Float32Array(count * size);
if (file === "-") drawInto(values);
else readInto(values);
const backend = loadOnednnBackend();
const blas = loadOpenblas();

const [start, busy] = [performance.now(), process.cpuUsage()];
const centred = centredRows({ values, count, size }, { inPlace: true });
const spectra = makeSpectra(compute, centred);
const { components } = spectra.counts(shares);
const seconds = Number(((performance.now() - start) / 1000).toFixed(2));
const { user, system } = process.cpuUsage(busy);
const processorSeconds = Number(((user + system) / 1e6).toFixed(2));
const how = blas ? `OpenBLAS ${blas.core}, ${blas.threads} threads` : "without OpenBLAS";
const peakMiB = Math.round(peakMemoryMiB());
console.log(JSON.stringify({ how, seconds, processorSeconds, counts: components, peakMiB }));

/** @type {(inputs: object, build: Function) => object} */
function compute(inputs, build) {
  return computeOnce(backend, inputs, build);
}

/** @param {Float32Array} points */
function readInto(points) {
  const bytes = new Uint8Array(points.buffer);
  const handle = openSync(file, "r");
  for (let at = 0; at < bytes.length; ) {
    at += readSync(handle, bytes, at, Math.min(2 ** 30, bytes.length - at), null);
  }
  closeSync(handle);
}

/** Each point is a fading sum of a few hundred directions that all share, and noise of its own. @param {Float32Array} points */
function drawInto(points) {
  const waves = 300;
  const weights = new Float32Array(waves);
  const stream = makeStream(0, "bench/latent");
  for (let row = 0; row < count; row++) {
    const own = points.subarray(row * size, (row + 1) * size);
    stream.fillUniform(own, 2 * row, -0.2, 0.2);
    stream.fillNormal(weights, 2 * row + 1, 0, 1);
    for (let wave = 0; wave < waves; wave++) {
      const weight = (weights[wave] ?? 0) / (1 + wave);
      // A block of the row for each direction: cheap to draw, and all directions are orthogonal.
      const width = Math.floor(size / waves);
      const part = own.subarray(wave * width, (wave + 1) * width);
      for (let at = 0; at < part.length; at++) part[at] = (part[at] ?? 0) + weight;
    }
  }
}
