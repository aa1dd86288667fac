import sharp from "sharp";
import { kernel, type PackSettings } from "./packSettings.ts";

// Each image is seen once, and several are decoded beside each other: what is kept, and threads for one, only cost.
sharp.cache(false);
sharp.concurrency(1);

/** What decodes, with its version: another one may decode to slightly other pixels. */
export const decoder = `sharp ${sharp.versions.sharp} with libvips ${sharp.versions.vips}`;

const fits = { crop: "cover", stretch: "fill", pad: "contain" } as const;

const black = "#000000";

/** The most pixels an image may have; the library's own bound. */
const mostPixels = 0x3fff ** 2;

/**
 * Decodes a JPEG, PNG or WebP file, of moving pictures the first. It is turned as its EXIF orientation says; colour
 * profiles, CMYK, grey and 16 bits become 8-bit sRGB; what is transparent lies over black. An image that has the size
 * already is not resampled. A damaged or truncated file is refused, also where part of it could be shown.
 *
 * Shape: out [C, H, W]
 * @throws {Error} with the reason in a few words
 */
export async function decodeImage(
  bytes: Uint8Array,
  settings: PackSettings,
  out: Uint8Array,
): Promise<void> {
  const { size, fit } = settings;
  checkFormat(bytes);
  const { data, info } = await sharp(bytes, {
    failOn: "error",
    autoOrient: true,
    sequentialRead: true,
    limitInputPixels: mostPixels,
  })
    .resize(size, size, { fit: fits[fit], kernel, background: black, fastShrinkOnLoad: false })
    .flatten({ background: black })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (data.length !== 3 * size * size) {
    throw new Error(`it was decoded to ${info.width} × ${info.height} × ${info.channels}`);
  }
  if (settings.channels === 3) separate(data, out);
  else lumaOf(data, out);
}

const formats: readonly (readonly [from: number, bytes: readonly number[]])[] = [
  [0, [0xff, 0xd8, 0xff]], // JPEG
  [0, [0x89, 0x50, 0x4e, 0x47]], // PNG
  [8, [0x57, 0x45, 0x42, 0x50]], // WebP
];

/** Names lie: ImageNet has a PNG file named .JPEG. The library knows more formats, some of which can name other files. */
function checkFormat(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Error("it is empty");
  const isKnown = formats.some(([from, magic]) =>
    magic.every((byte, i) => bytes[from + i] === byte),
  );
  if (!isKnown) throw new Error("it is no JPEG, PNG or WebP image");
}

/** Pixel by pixel to channel by channel. */
function separate(pixels: Uint8Array, out: Uint8Array): void {
  const plane = out.length / 3;
  for (let from = 0, to = 0; to < plane; from += 3, to++) {
    out[to] = pixels[from]!;
    out[to + plane] = pixels[from + 1]!;
    out[to + 2 * plane] = pixels[from + 2]!;
  }
}

/**
 * Luma in whole numbers, as Pillow's mode "L" has it; what is grey stays as it is.
 *
 * @source ITU-R BT.601-7, 2.5.1
 */
function lumaOf(pixels: Uint8Array, out: Uint8Array): void {
  for (let from = 0, to = 0; to < out.length; from += 3, to++) {
    const sum = 19595 * pixels[from]! + 38470 * pixels[from + 1]! + 7471 * pixels[from + 2]!;
    out[to] = (sum + 0x8000) >> 16;
  }
}
