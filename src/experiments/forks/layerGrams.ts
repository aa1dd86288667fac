import type { Backend, States } from "../../backends/backend.ts";
import { bytesOf } from "../../core/bytesOf.ts";
import type { ImageSet } from "../../data/imageSet.ts";
import { openImages } from "../../data/openImages.ts";
import { makeGraph } from "../../graph/graph.ts";
import { instantiate, type Network } from "../../nn/network.ts";
import { gramOf } from "../../probes/similarity/gram.ts";
import type { Gram } from "../../probes/similarity/linearCka.ts";
import { chooseLayers } from "../../probing/chooseLayers.ts";
import { imagesOf, memoryOf } from "../../train/networkInputs.ts";

export interface LayerGramsOptions {
  readonly network: Network;
  readonly backend: Backend;
  /** Where the network's numbers are, under `parameters` and `buffers`. */
  readonly states: States;
  /** The first so many images of the set are looked at. */
  readonly count: number;
}

/** A network compiled to tell how alike its layers find images, with the numbers that its states hold at the time. */
export interface LayerGrams {
  /** By layer, first to last. */
  measure(): ReadonlyMap<string, Gram>;
  dispose(): void;
}

/**
 * Compiles the layers of a network, in eval mode, for the first images of a set. Layers before the first parameter are left
 * out: they are the same whatever was learned.
 */
export function makeLayerGrams(
  set: ImageSet,
  { network, backend, states, count }: LayerGramsOptions,
): LayerGrams {
  const { layers } = instantiate(network, imagesOf(network, count), memoryOf(network, "eval"));
  const names = chooseLayers(network, "all").map(({ name }) => name);
  const grams = names.map((name) => [name, gramOf(layers[name]!)] as const);
  const executable = backend.compile(makeGraph(Object.fromEntries(grams)), states);
  const reader = openImages(set);
  try {
    reader.read(
      Uint32Array.from({ length: count }, (_, index) => index),
      bytesOf(executable.inputs.images!),
    );
  } finally {
    reader.close();
  }
  return {
    measure() {
      executable.run();
      const copies = names.map(
        (name) =>
          [name, { count, products: Float64Array.from(executable.outputs[name]!) }] as const,
      );
      return new Map(copies);
    },
    dispose: () => executable.dispose(),
  };
}
