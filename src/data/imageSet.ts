import { bytesPerElement, type ImageDtype } from "../core/dtype.ts";
import type { ImageFile } from "./imageFile.ts";
import type { TransformStep } from "./transforms/step.ts";

/** What all images of a set have in common. */
export interface ImageFormat {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** What each value is stored as; bytes where nothing is said. */
  readonly dtype?: ImageDtype | undefined;
}

/**
 * Labelled images, all of one size: whole bytes, unscaled, or floats that are no pixels.
 *
 * Shape: images [N, C, H, W] flattened row by row, labels [N]
 * Units: pixel values 0 (no ink) to 255; floats as they are
 */
export interface ImageSet extends ImageFormat {
  /** All pixels in memory, or the file that holds them; of floats, their bytes. */
  readonly images: Uint8Array | ImageFile;
  /** What is done to the stored images whenever they are read. */
  readonly change?: ImageChange | undefined;
  /** What training and tests go by; with label noise not always what the images show. */
  readonly labels: Int32Array;
  /** N, the number of images. */
  readonly count: number;
  /** What the images really show: by a concept's name, the number of its value in each image. Shape: [N] each */
  readonly concepts?: Readonly<Record<string, Int32Array>> | undefined;
  /** What the labels were before noise. */
  readonly noise?: LabelNoise | undefined;
  /** Where each example stood in the set that it was chosen from. Shape: [N] */
  readonly origin?: Uint32Array | undefined;
}

/** Transforms of stored images; the set's own format is that of what comes out. */
export interface ImageChange {
  readonly stored: ImageFormat;
  readonly steps: readonly TransformStep[];
  /** Seed and stream of what is random in them: an image looks the same whenever it is read. */
  readonly seed: number;
  readonly stream: string;
}

/** Labels before noise, and which examples were given another. Shape: [N] each */
export interface LabelNoise {
  readonly cleanLabels: Int32Array;
  /** 1 where the label is a false one, else 0. */
  readonly isNoisy: Uint8Array;
}

/** An image set whose pixels are in memory as they are to be seen. */
export interface ImagesInMemory extends ImageSet {
  readonly images: Uint8Array;
  readonly change?: undefined;
}

/** Bytes one image takes. */
export function imageSize({ channels, height, width, dtype = "u8" }: ImageFormat): number {
  return channels * height * width * bytesPerElement[dtype];
}
