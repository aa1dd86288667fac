import { amount, numberWithin, type SettingsSchema } from "../../core/settings.ts";
import { adjustBrightness, adjustContrast, adjustSaturation } from "./adjustColours.ts";
import { adjustHue } from "./adjustHue.ts";
import { checkChannels } from "./checkChannels.ts";
import type { Draws, ImageTransform } from "./transform.ts";

interface JitterOptions {
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  readonly hue: number;
}

const settings: SettingsSchema<JitterOptions> = {
  brightness: amount(0.4, "brightness is multiplied by 1 plus or minus this at most"),
  contrast: amount(0.4, "contrast is multiplied by 1 plus or minus this at most"),
  saturation: amount(0.4, "saturation is multiplied by 1 plus or minus this at most"),
  hue: numberWithin([0, 0.5], 0.1, "part of the colour circle that hues are turned by at most"),
};

type Property = keyof JitterOptions;

const adjustments = {
  brightness: adjustBrightness,
  contrast: adjustContrast,
  saturation: adjustSaturation,
  hue: adjustHue,
} as const satisfies { [Name in Property]: unknown };

const properties: readonly Property[] = ["brightness", "contrast", "saturation", "hue"];

/**
 * Random brightness, contrast, saturation and hue, changed one after the other in random order. Images of one channel have
 * neither saturation nor hue.
 *
 * Draws: 0 to 3 how much of each, in the order above; 4 to 6 the order
 * @source torchvision 0.14.1, ColorJitter, on images of Pillow
 */
export const jitter: ImageTransform<JitterOptions> = {
  name: "jitter",
  summary: "changes brightness, contrast, saturation and hue",
  settings,
  format: (_, input) => checkChannels("jitter", input, [1, 3]),
  prepare(options, { channels }) {
    const order = new Uint8Array(properties.length);
    return (image, out, draws) => {
      out.set(image);
      drawOrder(order, draws);
      for (const index of order) {
        const property = properties[index]!;
        const most = options[property];
        // A hue turned by 0 is not the same: it goes through bytes.
        if (most === 0) continue;
        const change = most * (2 * draws.uniform(index) - 1);
        const factor = property === "hue" ? change : Math.max(0, 1 + change);
        adjustments[property](out, factor, channels);
      }
    };
  },
};

/** Fisher-Yates, from the inside out. */
function drawOrder(order: Uint8Array, draws: Draws): void {
  order[0] = 0;
  for (let i = 1; i < order.length; i++) {
    const place = draws.integer(3 + i, i + 1);
    order[i] = order[place]!;
    order[place] = i;
  }
}
