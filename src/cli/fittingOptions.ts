import type { NetworkEntry } from "../zoo/index.ts";
import type { GivenOptions } from "../zoo/options.ts";

/** What a network has to know of the images that it is made for. */
export interface ImageKind {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly classes: number;
}

/** Options that fit a network to images, of those that it has. Images that are not square have no `inputSize`. */
export function fittingOptions({ choices }: NetworkEntry, images: ImageKind): GivenOptions {
  const { channels, height, width, classes } = images;
  const all = { inChannels: channels, classes, ...(height === width ? { inputSize: height } : {}) };
  return Object.fromEntries(Object.entries(all).filter(([key]) => key in choices));
}
