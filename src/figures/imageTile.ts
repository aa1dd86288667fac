import { type Drawing, textAt } from "./drawing.ts";
import { type PixelImage, pngDataUri } from "./png.ts";
import { escapeXml } from "./text.ts";
import { colours } from "./theme.ts";

export interface ImageTileOptions {
  readonly image: PixelImage;
  /** Stands below the image. */
  readonly label: string;
  /** `alarm`: a heavy red frame and a bold label, for wrong answers. */
  readonly emphasis: "none" | "alarm";
  /** Width of the image on the page, in pixels. */
  readonly size: number;
  /** What the image shows, for those who cannot see it. */
  readonly description: string;
}

const labelHeight = 19;
const frame = 2.5;

/** One image, its pixels as sharp squares, in a frame and over a label. */
export function imageTile(options: ImageTileOptions): Drawing {
  const { image, label, emphasis, size, description } = options;
  const isAlarm = emphasis === "alarm";
  const height = (size * image.height) / image.width;
  const stroke = isAlarm
    ? `stroke="${colours.alarm}" stroke-width="${2 * frame}"`
    : `stroke="${colours.faint}" stroke-width="2"`;
  const text = textAt(frame + size / 2, frame + height + labelHeight - 4, label, {
    size: 13,
    anchor: "middle",
    weight: isAlarm ? "bold" : "normal",
    colour: isAlarm ? colours.alarm : colours.ink,
  });
  return {
    width: size + 2 * frame,
    height: height + 2 * frame + labelHeight,
    body: [
      `<g><title>${escapeXml(description)}</title>`,
      `<rect x="${frame}" y="${frame}" width="${size}" height="${height}" fill="none" ${stroke}/>`,
      `<image x="${frame}" y="${frame}" width="${size}" height="${height}" preserveAspectRatio="none"`,
      ` style="image-rendering:pixelated" href="${pngDataUri(image)}"/>${text}</g>`,
    ].join(""),
  };
}
