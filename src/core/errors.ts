/**
 * Errors a user can cause. Each message is one sentence: what was being done, what is, what was needed:
 * `Cannot <action>: <what is>, <what is needed>`.
 */

/** A tensor has a shape that an operation cannot take. */
export class ShapeError extends RangeError {
  override readonly name = "ShapeError";
  /** The layer of a network that it happened in, where that is known; the message then names it. */
  readonly layer: string | undefined;

  constructor(message: string, { layer, ...options }: ErrorOptions & { layer?: string } = {}) {
    super(message, options);
    this.layer = layer;
  }
}

/** A graph is put together in a way that cannot be run or differentiated. */
export class GraphError extends TypeError {
  override readonly name = "GraphError";
}

/** A backend, or the library under it, cannot do what was asked. */
export class BackendError extends Error {
  override readonly name = "BackendError";
}

/** A data file or data set is missing, damaged or not what it claims to be. */
export class DataError extends Error {
  override readonly name = "DataError";
}

/** A command, key or value given by the user is not one that exists. */
export class UsageError extends RangeError {
  override readonly name = "UsageError";
}

/** A training run cannot go on. */
export class TrainingError extends Error {
  override readonly name = "TrainingError";
}
