import type { PixelImage } from "./png.ts";

/** One filter of a convolution. Shape: weights [C, kH, kW] */
export interface Filter {
  readonly weights: ArrayLike<number>;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/**
 * A filter as an image: 0 is medium grey, the weight of largest absolute value black or white, in colours where the filter
 * has three channels. Of any other number of channels, the mean over them is shown. Each weight becomes several pixels.
 */
export function filterImage({ weights, channels, height, width }: Filter): PixelImage {
  const positions = height * width;
  const shown = channels === 3 ? 3 : 1;
  const weightAt = (channel: number, position: number) => weights[channel * positions + position]!;
  const values = Array.from({ length: positions * shown }, (_, at) => {
    if (shown === 3) return weightAt(at % 3, Math.floor(at / 3));
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += weightAt(channel, at);
    return sum / channels;
  });
  const most = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = most > 0 && Number.isFinite(most) ? 127.5 / most : 0;
  const pixels = Uint8Array.from(values, (value) => Math.round(127.5 + scale * value));
  return enlarged({ pixels, width, height, channels: shown });
}

/** Programs that smooth images when they enlarge them shall have little to enlarge. In pixels. */
const leastWidth = 24;

function enlarged({ pixels, width, height, channels = 1 }: PixelImage): PixelImage {
  const factor = Math.ceil(leastWidth / width);
  const [columns, rows] = [factor * width, factor * height];
  const large = Uint8Array.from({ length: columns * rows * channels }, (_, at) => {
    const pixel = Math.floor(at / channels);
    const [x, y] = [pixel % columns, Math.floor(pixel / columns)];
    const source = Math.floor(y / factor) * width + Math.floor(x / factor);
    return pixels[source * channels + (at % channels)]!;
  });
  return { pixels: large, width: columns, height: rows, channels };
}
