import type { Backend } from "../../../backends/backend.ts";
import { sizeOf } from "../../../core/shape.ts";
import type { Dataset } from "../../../data/dataset.ts";
import { firstExamples } from "../../../data/selectExamples.ts";
import { describeNetwork, type Network, type NetworkNumbers } from "../../../nn/network.ts";
import { flatten } from "../../../ops/reshape.ts";
import { openView } from "../../../probing/openView.ts";
import { defineProbe, type Probe } from "../../../probing/probe.ts";
import type { Rows } from "../../../probing/rows.ts";

/** A network at an epoch, and the images that it is shown: the first `count` of a part. */
export interface Shown {
  readonly network: Network;
  readonly numbers: NetworkNumbers;
  readonly backend: Backend;
  readonly dataset: Dataset;
  readonly part: "train" | "test";
  readonly count: number;
  /** Where outputs are put. */
  readonly room: ArrayBuffer;
}

/**
 * Visits one named output after the other with what it says of all images. Images are shown as often as it takes to have room
 * for all. Who visits may write over the rows.
 *
 * Shape: images [N, C, H, W] -> [N, D] each
 * @throws {UsageError} when the images are not of bytes, or there is no room for an output
 * @source own design
 */
export async function eachOutput(
  { part, count, ...shown }: Shown,
  taps: readonly string[],
  visit: (tap: string, rows: Rows) => Promise<void>,
): Promise<void> {
  const images = firstExamples(shown.dataset[part], count);
  const dataset = { ...shown.dataset, [part]: images };
  const subject = { ...shown, dataset, memory: shown.room.byteLength };
  const view = openView(outputs(taps), { part, count: 0, fitCount: 0, draw: 0 }, subject);
  try {
    await view.eachTap(visit);
  } finally {
    view.dispose();
  }
}

/**
 * Room for what any layer of a network says of so many images. It is the same memory from the first layer to the last: what
 * a large one takes would not be given back before the next one needs as much.
 */
export function makeRoom(network: Network, count: number): ArrayBuffer {
  const sizes = describeNetwork(network).outputs.map(({ shape }) => sizeOf(shape));
  return new ArrayBuffer(Math.max(...sizes) * count * Float32Array.BYTES_PER_ELEMENT);
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
