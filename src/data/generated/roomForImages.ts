import { UsageError } from "../../core/errors.ts";
import { sizeText } from "../../core/sizeText.ts";
import { type ImageFormat, imageSize } from "../imageSet.ts";

/** The most that one generated set may take. Units: bytes */
const most = 2 ** 32;

/**
 * Memory for the images of a set that is to be made.
 *
 * Shape: [N, C, H, W]
 * @throws {UsageError} when they would take more than 4 GiB
 */
export function roomForImages(name: string, count: number, format: ImageFormat): Uint8Array {
  const bytes = count * imageSize(format);
  if (bytes <= most) return new Uint8Array(bytes);
  const { channels, height, width } = format;
  throw new UsageError(
    `Cannot make "${name}": ${count.toLocaleString("en-US")} images of ${channels} × ${height} × ${width} take ${sizeText(bytes)}, needs ${sizeText(most)} or less`,
  );
}
