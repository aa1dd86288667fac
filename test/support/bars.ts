import type { ImagesInMemory } from "../../src/data/imageSet.ts";

/**
 * Images of 28×28 pixels that are white from the left up to a width that tells the label: label k fills
 * 2·k + 4 columns.
 */
export function bars(count: number): ImagesInMemory {
  const labels = Int32Array.from({ length: count }, (_, index) => index % 10);
  const images = Uint8Array.from({ length: count * 784 }, (_, at) =>
    at % 28 < 2 * labels[Math.floor(at / 784)]! + 4 ? 255 : 0,
  );
  return { images, labels, count, channels: 1, height: 28, width: 28 };
}
