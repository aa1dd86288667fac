// Draws the losses of several trainings over each other.
// usage: node bench/cifar10/figure.mjs OUTPUT.svg TITLE CAPTION SERIES=FILE.json [SERIES=FILE.json …]
// Files of one series are its seeds. A point is the mean loss of 10 steps.

import { readFile, writeFile } from "node:fs/promises";
import { built } from "../built.mjs";

const { learningCurves } = await built("figures/learningCurves.js");

const stepsAPoint = 10;
const [output = "", title, caption, ...given] = process.argv.slice(2);
const values = [];
for (const [seed, word] of given.entries()) {
  const [series, path = ""] = word.split("=");
  const { losses } = JSON.parse(await readFile(path, "utf8"));
  for (let step = 0; step < losses.length; step += stepsAPoint) {
    const part = losses.slice(step, step + stepsAPoint);
    const value =
      part.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b) / part.length;
    values.push({ series, seed, epoch: step + stepsAPoint, value });
  }
}
const text = { id: "losses", title, caption, metric: "training loss", xLabel: "step" };
const { svg } = await learningCurves(values, { ...text, format: "number" });
await writeFile(output, svg);
