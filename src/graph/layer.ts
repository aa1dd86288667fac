import { ShapeError } from "../core/errors.ts";

/** Which layer of a network nodes are made for: errors and profiles name it. */

let current: string | undefined;

/** The layer that is being built, such as `layer1.0.conv1`. */
export function currentLayer(): string | undefined {
  return current;
}

/**
 * Makes nodes in the name of a layer; inside another layer's `build`, the inner name counts.
 *
 * @throws {ShapeError} what `build` throws, with the layer's name put in
 */
export function inLayer<T>(name: string | undefined, build: () => T): T {
  const outer = current;
  current = name;
  try {
    return build();
  } catch (error) {
    if (name === undefined || !(error instanceof ShapeError) || error.layer !== undefined)
      throw error;
    throw new ShapeError(error.message.replace(":", ` in layer "${name}":`), {
      cause: error,
      layer: name,
    });
  } finally {
    current = outer;
  }
}
