import { UsageError } from "../core/errors.ts";
import type { ImageFormat } from "./imageSet.ts";

/**
 * Refuses images whose values are floats, of those that know pixels only.
 *
 * @param action - what cannot be done with them, for the message
 * @throws {UsageError} when they are floats
 */
export function checkBytes({ dtype }: Pick<ImageFormat, "dtype">, action: string): void {
  if (dtype === "f32") throw new UsageError(`${action}: they are 32-bit floats, needs bytes`);
}
