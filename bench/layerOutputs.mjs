// Writes what layers of a trained sixconv say of the first test images, as plain float32: OUT/<layer>.f32, [N, D] row by row.
// usage: LEARNSCOPE_DATA=<folder> node bench/layerOutputs.mjs RUN WIDTH COUNT OUT LAYER…
//        such as runs/train/… 32 10000 /tmp/outputs conv5 conv6; the data set is cifar-10-jpeg-32

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { built } from "./built.mjs";

const { loadOnednnBackend } = await built("backends/onednn/onednn.js");
const { loadDataset } = await built("data/loadDataset.js");
const { checkpointOf } = await built("runs/checkpoints.js");
const { eachOutput, makeRoom } = await built("studies/latent/measure/eachOutput.js");
const { loadCheckpoint } = await built("train/checkpoint.js");
const { makeNetwork } = await built("zoo/index.js");

const [run, width, wanted, out = ".", ...layers] = process.argv.slice(2);
const count = Number(wanted);
const network = makeNetwork("sixconv", { width });
const { numbers } = await loadCheckpoint(network, await checkpointOf(run, "last"));
const dataset = await loadDataset("cifar-10-jpeg-32", { trainCount: 100, testCount: count });
const backend = loadOnednnBackend();
mkdirSync(out, { recursive: true });
const room = makeRoom(network, count);
const shown = { network, numbers, backend, dataset, part: "test", count, room };
for (const layer of layers) await eachOutput(shown, [layer], write);

/** @type {(name: string, rows: { values: Float32Array, size: number }) => Promise<void>} */
async function write(name, { values, size }) {
  writeFileSync(join(out, `${name}.f32`), values);
  console.log(`${name}: ${count} × ${size}`);
}
