import type { Backend } from "../../../backends/backend.ts";
import { sizeOf } from "../../../core/shape.ts";
import type { Dataset } from "../../../data/dataset.ts";
import { firstExamples } from "../../../data/selectExamples.ts";
import { describeNetwork, type Network, type NetworkNumbers } from "../../../nn/network.ts";
import { flatten } from "../../../ops/reshape.ts";
import { openView } from "../../../probing/openView.ts";
import { defineProbe, type Probe } from "../../../probing/probe.ts";
import type { Rows } from "../../../probing/rows.ts";

/** Outputs of layers are held together as far as they take no more; one that takes more is held alone. Units: bytes */
const roomForOutputs = 1.25 * 2 ** 30;

/** A network at an epoch, and the images that it is shown: the first `count` of a part. */
export interface Shown {
  readonly network: Network;
  readonly numbers: NetworkNumbers;
  readonly backend: Backend;
  readonly dataset: Dataset;
  readonly part: "train" | "test";
  readonly count: number;
}

/**
 * Visits one named output after the other with what it says of all images. Who visits may write over the rows: they are
 * nobody else's.
 *
 * Shape: images [N, C, H, W] -> [N, D] each
 * @throws {UsageError} when the images are not of bytes
 * @source own design: a large layer is held alone, and images are shown as often as that takes
 */
export async function eachOutput(
  { network, numbers, backend, dataset, part, count }: Shown,
  taps: readonly string[],
  visit: (tap: string, rows: Rows) => Promise<void>,
): Promise<void> {
  const shown = { ...dataset, [part]: firstExamples(dataset[part], count) };
  const memory = Math.max(roomForOutputs, largestOf(network, taps) * shown[part].count);
  const subject = { network, numbers, backend, dataset: shown, memory };
  const view = openView(outputs(taps), { part, count: 0, fitCount: 0, draw: 0 }, subject);
  try {
    await view.eachTap(visit);
  } finally {
    view.dispose();
  }
}

function outputs(taps: readonly string[]): Probe<object> {
  return defineProbe({
    id: "latent-outputs",
    title: "Outputs",
    question: "What do layers say of images?",
    images: { part: "test", count: 0 },
    taps: ({ layers }) => ({
      rows: Object.fromEntries(taps.map((tap) => [tap, flatten(layers[tap]!)])),
    }),
    measure: () => ({ readings: [] }),
  });
}

/** Bytes of one image's largest output. */
function largestOf(network: Network, taps: readonly string[]): number {
  const sizes = describeNetwork(network)
    .outputs.filter(({ name }) => taps.includes(name))
    .map(({ shape }) => sizeOf(shape));
  return Math.max(...sizes) * Float32Array.BYTES_PER_ELEMENT;
}
