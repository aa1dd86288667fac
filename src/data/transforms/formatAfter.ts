import type { ImageFormat } from "../imageSet.ts";
import { makePipeline } from "./pipeline.ts";
import type { TransformStep } from "./step.ts";

/**
 * What images of a format become.
 *
 * @throws {UsageError} when images of that format cannot be changed so
 */
export function formatAfter(steps: readonly TransformStep[], format: ImageFormat): ImageFormat {
  return makePipeline({ steps, format, seed: 0, stream: "none" }).format;
}
