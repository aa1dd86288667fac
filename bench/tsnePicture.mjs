// One t-SNE picture of a layer's scores, by what the probe `embedding` calls.
//
// usage: node bench/tsnePicture.mjs SCORES PICTURE
//
// SCORES is a checkpoint's file of the probe; PICTURE is written as float64, [N, 2]. The time is that of the picture and of
// judging it.

import { readFileSync, writeFileSync } from "node:fs";
import { built } from "./built.mjs";

const [scoresFile = "", pictureFile = ""] = process.argv.slice(2);
const { parseSafetensors } = await built("storage/safetensors.js");
const { embedOverTime } = await built("probes/embedding/embedOverTime.js");
const { shape, data } = parseSafetensors(readFileSync(scoresFile), scoresFile).tensors.get(
  "scores",
);
const points = { values: data, count: shape[0], size: shape[1] };
const start = performance.now();
const options = { method: "tsne", perplexity: 30, neighbours: 15, seed: 0 };
const [{ positions, ...judged }] = embedOverTime([points], options);
const seconds = (performance.now() - start) / 1000;
writeFileSync(pictureFile, positions);
const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ seconds, peakRssMiB, points: shape[0], ...judged }));
