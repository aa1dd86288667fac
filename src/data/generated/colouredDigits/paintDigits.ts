import { makeStream } from "../../../core/random.ts";
import { imageSize as bytesOf, type ImageFormat, type ImageSet } from "../../imageSet.ts";
import { openImages } from "../../openImages.ts";
import { roundToByte } from "../../transforms/roundToByte.ts";
import { roomForImages } from "../roomForImages.ts";
import { type DigitDials, makeDigitDials } from "./digitDials.ts";
import { type Rgb, rgbOf } from "./palette.ts";
import { scatterColour } from "./scatterColour.ts";

/** How digits are painted. */
export interface PaintOptions extends DigitDials {
  readonly palette: readonly string[];
  readonly colourVariance: number;
  readonly channelCorrelation: number;
  readonly dataSeed: number;
  readonly series: "train" | "test";
}

/** Painted images, not yet labelled. */
export interface Painting extends ImageFormat {
  readonly images: Uint8Array;
  readonly count: number;
}

/**
 * Paints grey digits in colours of the palette: grey · colour / 255 in each channel, rounded. What a digit looks like
 * depends on seed, series and its place alone.
 *
 * Shape: images [N, 1, side, side], colours [N] -> [N, 3, size, size]
 * @throws {DataError} when the digits are in a file that cannot be read
 */
export function paintDigits(set: ImageSet, colours: Int32Array, options: PaintOptions): Painting {
  const { imageSize: side, dataSeed: seed, series } = options;
  const format = { channels: 3, height: side, width: side };
  const images = roomForImages("coloured-digits", set.count, format);
  const dials = makeDigitDials(set.width, options, { seed, stream: `coloured-digits/${series}` });
  const colourOf = makeColours(options);
  const grey = new Uint8Array(bytesOf(set));
  const digit = new Uint8Array(side * side);
  const reader = openImages(set);
  try {
    for (let index = 0; index < set.count; index++) {
      reader.read([index], grey);
      dials.apply(grey, digit, index);
      const place = images.subarray(3 * index * digit.length, 3 * (index + 1) * digit.length);
      tint(digit, colourOf(index, colours[index]!), place);
    }
  } finally {
    reader.close();
  }
  return { ...format, images, count: set.count };
}

/** Makes a function that draws the colour of example `index`, which is of the given name. */
function makeColours(options: PaintOptions): (index: number, name: number) => Rgb {
  const { palette, colourVariance: variance, channelCorrelation: correlation } = options;
  const centres = palette.map(rgbOf);
  const stream = makeStream(options.dataSeed, `coloured-digits/${options.series}/colour`);
  const normals = new Float64Array(3);
  return (index, name) => {
    stream.fillNormal(normals, index, 0, 1);
    return scatterColour(centres[name]!, normals, { variance, correlation });
  };
}

function tint(digit: Uint8Array, colour: Rgb, out: Uint8Array): void {
  for (const [channel, part] of colour.entries()) {
    const level = roundToByte(part);
    const first = channel * digit.length;
    for (let pixel = 0; pixel < digit.length; pixel++) {
      out[first + pixel] = Math.round((digit[pixel]! * level) / 255);
    }
  }
}
