import { UsageError } from "../../core/errors.ts";
import type { ImageFormat } from "../imageSet.ts";

/**
 * The format itself, when its images have as many channels as a transform can take.
 *
 * @throws {UsageError} when they have another number
 */
export function checkChannels(
  transform: string,
  format: ImageFormat,
  possible: readonly number[],
): ImageFormat {
  if (!possible.includes(format.channels)) {
    const found = format.channels === 1 ? "1 channel" : `${format.channels} channels`;
    throw new UsageError(
      `Cannot apply "${transform}": images have ${found}, needs ${possible.join(" or ")}`,
    );
  }
  return format;
}
