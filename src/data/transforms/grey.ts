import { oneOf, type SettingsSchema } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import { checkChannels } from "./checkChannels.ts";
import { luma } from "./luma.ts";
import type { ImageTransform } from "./transform.ts";

interface GreyOptions {
  readonly channels: "same" | "1";
}

const settings: SettingsSchema<GreyOptions> = {
  channels: oneOf(["same", "1"], "as many as the image has, all alike, or a single one"),
};

/** The image without its colours. One that has none stays as it is. */
export const grey: ImageTransform<GreyOptions> = {
  name: "grey",
  summary: "takes the colours away",
  settings,
  main: "channels",
  format({ channels }, input) {
    checkChannels("grey", input, [1, 3]);
    return channels === "1" ? { ...input, channels: 1 } : input;
  },
  prepare: (_, input) => (image, out) => greyImage(image, out, input),
};

/**
 * The brightness of each pixel, in every channel of `out`.
 *
 * Shape: image [3, H, W] or [1, H, W] -> out [C, H, W] of as many or one
 */
export function greyImage(image: Uint8Array, out: Uint8Array, { channels }: ImageFormat): void {
  if (channels === 1) {
    out.set(image);
    return;
  }
  const size = image.length / 3;
  for (let i = 0; i < size; i++) out[i] = luma(image[i]!, image[size + i]!, image[2 * size + i]!);
  for (let to = size; to < out.length; to += size) out.copyWithin(to, 0, size);
}
