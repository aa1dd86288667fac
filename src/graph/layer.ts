import { ShapeError } from "../core/errors.ts";

/** Where in a network nodes are made: errors and profiles name the layer, recomputation goes by blocks. */
export interface Place {
  /** The layer that is being built, such as `layer1.0.conv1`. */
  readonly layer?: string | undefined;
  /** The block of layers that it is part of, such as `layer1.0`. */
  readonly block?: string | undefined;
}

let current: Place = {};

/** Where nodes that are made now belong. */
export function currentPlace(): Place {
  return current;
}

/** Makes nodes that belong where others do. */
export function inPlace<T>({ layer, block }: Place, build: () => T): T {
  const outer = current;
  current = { layer, block };
  try {
    return build();
  } finally {
    current = outer;
  }
}

/**
 * Makes the nodes of a layer; inside another layer's `build`, the inner name counts.
 *
 * @throws {ShapeError} what `build` throws, with the layer's name put in
 */
export function inLayer<T>(layer: string, build: () => T): T {
  try {
    return inPlace({ ...current, layer }, build);
  } catch (error) {
    if (!(error instanceof ShapeError) || error.layer !== undefined) throw error;
    const message = error.message.replace(":", ` in layer "${layer}":`);
    throw new ShapeError(message, { cause: error, layer });
  }
}

/** Makes the nodes of a block; of blocks inside each other the outer one counts. */
export function inBlock<T>(block: string, build: () => T): T {
  return inPlace({ ...current, block: current.block ?? block }, build);
}
