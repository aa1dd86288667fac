// How a ResNet-18 training step grows with the batch and with the width, beside PyTorch's.
// usage: node bench/growth.mjs [--rounds 2]     32×32 images, f32; prints a table

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values: flags } = parseArgs({ options: { rounds: { type: "string", default: "2" } } });
const root = fileURLToPath(new URL("..", import.meta.url));
const points = [
  ...[8, 16, 32, 64, 128].map((batch) => ({ batch, width: 32 })),
  ...[16, 64, 128].map((width) => ({ batch: 32, width })),
];

console.log("| batch | width | ours, ms | PyTorch, ms | ratio | ours, MiB | PyTorch, MiB |");
console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const { batch, width } of points) {
  const task = [`batch=${batch}`, `width=${width}`, "steps=10", "--json"];
  const rounds = Array.from({ length: Number(flags.rounds) }, () => [
    run(process.execPath, ["dist/cli/main.js", "bench", "resnet18", ...task]),
    run("/usr/bin/python3", [
      "bench/pytorch/step.py",
      ...["resnet18", batch, 10, 2, "f32", 32, width].map(String),
    ]),
  ]);
  const [ours, theirs] = [0, 1].map((side) => {
    const own = rounds.map((round) => round[side]).sort((a, b) => a.medianMs - b.medianMs);
    return own[(own.length - 1) >> 1];
  });
  const cells = [batch, width, ours.medianMs, theirs.medianMs];
  const ratio = (theirs.medianMs / ours.medianMs).toFixed(1);
  console.log(`| ${[...cells, `${ratio}×`, ours.peakRssMiB, theirs.peakRssMiB].join(" | ")} |`);
}

/**
 * What a program prints as JSON.
 *
 * @param {string} program
 * @param {string[]} words
 */
function run(program, words) {
  const { stdout, stderr, status } = spawnSync(program, words, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`Cannot run ${program} ${words.join(" ")}: ${stderr}`);
  return JSON.parse(stdout);
}
