import {
  numberWithin,
  oneOf,
  type Range,
  range,
  type SettingsSchema,
} from "../../core/settings.ts";
import { imageSize } from "../imageSet.ts";
import { coverRegion } from "./cutout.ts";
import { drawRegion } from "./drawRegion.ts";
import { visitRows } from "./regions.ts";
import type { ImageTransform } from "./transform.ts";

interface EraseOptions {
  readonly probability: number;
  readonly scale: Range;
  readonly ratio: Range;
  readonly fill: "zero" | "noise";
}

const settings: SettingsSchema<EraseOptions> = {
  probability: numberWithin([0, 1], 0.5, "how likely a part is erased"),
  scale: range([0.02, 0.33], "share of the image's area"),
  ratio: range([0.3, 3.3], "height of the part over its width"),
  fill: oneOf(["zero", "noise"], "what its pixels become"),
};

/** Numbers of a showing before those of the noise. */
const noiseStart = 64;

/**
 * A rectangle of random area and proportion erased, always wholly within the image and smaller than it. Nothing is erased
 * when ten attempts fit nowhere.
 *
 * Draws: 0 whether; from 4 on those of drawRegion; from 64 on the noise, one number for each place in the image
 * @source Zhong et al. 2020, arXiv:1708.04896; torchvision 0.14.1, RandomErasing, whose rules these are
 */
export const erase: ImageTransform<EraseOptions> = {
  name: "erase",
  summary: "erases a rectangle of random size and shape",
  settings,
  main: "probability",
  format: (_, input) => input,
  prepare({ probability, scale, ratio, fill }, input) {
    const rules = { format: input, scale, ratio, margin: 1 };
    const noise = new Float32Array(fill === "noise" ? noiseStart + imageSize(input) : 0);
    return (image, out, draws) => {
      out.set(image);
      if (draws.uniform(0) >= probability) return;
      const region = drawRegion(draws, 4, rules);
      if (!region) return;
      if (fill === "zero") {
        coverRegion(out, { format: input, region, value: 0 });
        return;
      }
      draws.fillUniform(noise, 0, 256);
      visitRows(region, input, (begin, end) => {
        for (let i = begin; i < end; i++) out[i] = Math.floor(noise[noiseStart + i]!);
      });
    };
  },
};
