import { type Drawing, textAt } from "./drawing.ts";
import { type PixelImage, pngDataUri } from "./png.ts";
import { escapeXml } from "./text.ts";
import { colours } from "./theme.ts";

export interface ImageTileOptions {
  readonly image: PixelImage;
  /** Stands below the image; without one, nothing does. */
  readonly label?: string;
  /** `alarm`: a heavy red frame and a bold label, for wrong answers. */
  readonly emphasis: "none" | "alarm";
  /** Width of the image on the page, in pixels. */
  readonly size: number;
  /** What the image shows, for those who cannot see it. */
  readonly description: string;
}

const labelHeight = 19;
const frame = 2.5;

/** One image in a frame and over a label; pixels that are enlarged are sharp squares. */
export function imageTile(options: ImageTileOptions): Drawing {
  const { image, label, emphasis, size, description } = options;
  const isAlarm = emphasis === "alarm";
  const height = (size * image.height) / image.width;
  const stroke = isAlarm
    ? `stroke="${colours.alarm}" stroke-width="${2 * frame}"`
    : `stroke="${colours.faint}" stroke-width="2"`;
  const text =
    label === undefined
      ? ""
      : textAt(frame + size / 2, frame + height + labelHeight - 4, label, {
          size: 13,
          anchor: "middle",
          weight: isAlarm ? "bold" : "normal",
          colour: isAlarm ? colours.alarm : colours.ink,
        });
  const scaling = image.width <= size ? ` style="image-rendering:pixelated"` : "";
  return {
    width: size + 2 * frame,
    height: height + 2 * frame + (label === undefined ? 0 : labelHeight),
    body: [
      `<g><title>${escapeXml(description)}</title>`,
      `<rect x="${frame}" y="${frame}" width="${size}" height="${height}" fill="none" ${stroke}/>`,
      `<image x="${frame}" y="${frame}" width="${size}" height="${height}" preserveAspectRatio="none"`,
      `${scaling} href="${pngDataUri(image)}"/>${text}</g>`,
    ].join(""),
  };
}
