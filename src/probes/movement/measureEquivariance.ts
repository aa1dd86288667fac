import type { Backend, States } from "../../backends/backend.ts";
import { type ImagesInMemory, imageSize } from "../../data/imageSet.ts";
import { shiftImages } from "../../data/transforms/shift.ts";
import type { Network } from "../../nn/network.ts";
import { evaluateGraph } from "../../train/evaluateGraph.ts";
import { layerMapsOf } from "./layerMaps.ts";
import { MovementSums } from "./movementSums.ts";

/**
 * How far a layer is from moving along with the image, for one shift.
 *
 * Units: 0 when it moves along exactly; 1 when moving the image changes it as much as taking another image does
 */
export interface LayerError {
  readonly layer: string;
  /** Pixels to the right. */
  readonly dx: number;
  /** Null where all images give the layer the same output, so that there is nothing to compare with. */
  readonly error: number | null;
}

/** A network where its numbers are, and how images are moved. */
export interface EquivarianceSubject {
  readonly network: Network;
  readonly backend: Backend;
  readonly states: States;
  readonly shifts: readonly number[];
  readonly mode: "zero" | "circular";
}

/**
 * Equivariance error of every layer: the root mean square difference between the layer's output for the moved image
 * and its moved output for the image, divided by that between the outputs for two different images. A move by a
 * fraction of a unit interpolates linearly between units; columns that come from outside are left out of both. A layer
 * without space is compared unmoved: there the number says how far it is from invariance.
 *
 * Shape: images [N, C, H, W]
 * Units: see `LayerError`
 * @source own definition, after the equivariance error of Lenc & Vedaldi 2015, arXiv:1411.5908
 */
export function measureEquivariance(
  set: ImagesInMemory,
  { network, backend, states, shifts, mode }: EquivarianceSubject,
): LayerError[] {
  const layers = layerMapsOf(network);
  const names = layers.map(({ name }) => name);
  const graph = evaluateGraph({ network, batchSize: set.count, layers: names });
  const executable = backend.compile(graph, states);
  const ask = (images: Uint8Array): Record<string, Float32Array> => {
    executable.inputs.images!.set(images);
    executable.run();
    const copies = names.map((name) => [name, Float32Array.from(executable.outputs[name]!)]);
    return Object.fromEntries(copies) as Record<string, Float32Array>;
  };
  try {
    const still = ask(set.images);
    const moved = new Uint8Array(set.count * imageSize(set));
    return shifts.flatMap((dx) => {
      const count = set.count * set.channels;
      shiftImages(set.images, moved, { ...set, count, dx, dy: 0, mode });
      const after = ask(moved);
      return layers.map((maps) => {
        const { name } = maps;
        const sums = new MovementSums(maps, { dx, mode });
        sums.add({ still: still[name]!, after: after[name]!, count: set.count });
        return { layer: name, dx, error: sums.error };
      });
    });
  } finally {
    executable.dispose();
  }
}
