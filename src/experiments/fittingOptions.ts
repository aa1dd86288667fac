import type { NetworkEntry } from "../zoo/index.ts";
import type { GivenOptions } from "../zoo/options.ts";

/** What a network has to know of the images that it is made for. */
export interface ImageKind {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly classes: number;
}

/** The options that depend on the images, of those that a network has. */
export function fittingKeys({ choices }: NetworkEntry): string[] {
  return ["inChannels", "inputSize", "classes"].filter((key) => key in choices);
}

/** Options that fit a network to images, of those that it has. Images that are not square have no `inputSize`. */
export function fittingOptions(network: NetworkEntry, images: ImageKind): GivenOptions {
  const { channels, height, width, classes } = images;
  const size = height === width ? { inputSize: height } : {};
  const keys = fittingKeys(network);
  const all = Object.entries({ inChannels: channels, classes, ...size });
  return Object.fromEntries(all.filter(([key]) => keys.includes(key)));
}
