import type { DataRow } from "../../core/csv.ts";
import { type Canvas, loadCanvas } from "../canvas.ts";
import { type Drawing, grid, moved, stack, textAt } from "../drawing.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "../figure.ts";
import { imageTile } from "../imageTile.ts";
import { colourRamp } from "../legend.ts";
import type { PixelImage } from "../png.ts";
import { shrinkImage } from "../shrinkImage.ts";
import { fittingText, percent } from "../text.ts";
import { colours } from "../theme.ts";

/** An image, and what a network saw in it at each epoch. */
export interface CamRow {
  /** What the image is. */
  readonly label: string;
  /** Stands below, smaller. */
  readonly detail: string;
  readonly image: PixelImage;
  /** The image without its colours. Shape: [H, W] */
  readonly grey: Uint8Array;
  readonly maps: readonly CamMap[];
}

/** Where a network saw what speaks for a class. */
export interface CamMap {
  readonly epoch: number;
  /** Fractions, all 0 where it says nothing. Shape: [H, W] */
  readonly map: Float32Array;
  /** What the network took the image for. */
  readonly answer: string;
  readonly isRight: boolean;
  /** The class that the map is of. */
  readonly explained: string;
  /** That the network gave this class. */
  readonly probability: number;
}

/** In pixels. */
const labelWidth = 96;
const gap = 7;
const largestTile = 84;
const frame = 5;
/** Of the image's brightness, what is left where the map is 0: so that the map is the brightest. */
const dimming = 0.75;
/** How far the map covers the image where it is 1. */
const opacity = 0.8;

/** Images in rows, and over each the map of every epoch, in columns. */
export async function camImages(rows: readonly CamRow[], text: FigureText): Promise<Figure> {
  const canvas = await loadCanvas();
  const paint = painterOf(canvas);
  const epochs = [...new Set(rows.flatMap(({ maps }) => maps.map(({ epoch }) => epoch)))].sort(
    (a, b) => a - b,
  );
  const columns = epochs.length + 1;
  const size = Math.min(largestTile, Math.floor((innerWidth - labelWidth) / columns - gap - frame));
  const tiles = rows.flatMap((row) => [
    originalTile(row, size),
    ...epochs.map((epoch) => mapTile(row, epoch, { size, paint })),
  ]);
  const body = grid(tiles, { columns, columnGap: gap, rowGap: 4 });
  const legend = colourRamp("map, over grey", (at) => `rgb(${paint(at, 128).join(",")})`, ramp);
  const drawing = stack([legend, beside(rows, { body, epochs, tile: tiles[0]! })], 8);
  return figureOf(text, drawing, rows.flatMap(dataOf));
}

const ramp = [0, 0.5, 1].map((at) => ({ at, text: String(at) }));

/** The colour of a place where the map and the grey of the image are so much. */
type Paint = (share: number, grey: number) => readonly [red: number, green: number, blue: number];

function painterOf({ Plot }: Canvas): Paint {
  const scale = Plot.scale({ color: { scheme: "inferno", domain: [0, 1], clamp: true } });
  // Mixed once: an image has many pixels.
  const mixed = Array.from({ length: 256 }, (_, at) => componentsOf(scale.apply(at / 255)));
  return (share, grey) => {
    const cover = opacity * share;
    const mix = (component: number) => Math.round(cover * component + (1 - cover) * dimming * grey);
    const [red, green, blue] = mixed[Math.round(255 * share)]!;
    return [mix(red), mix(green), mix(blue)];
  };
}

/** Of `#rrggbb`, or of `rgb(r, g, b)`. */
function componentsOf(colour: string): readonly [red: number, green: number, blue: number] {
  const [red = 0, green = 0, blue = 0] = colour.startsWith("#")
    ? [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
    : (colour.match(/\d+/g) ?? []).map(Number);
  return [red, green, blue];
}

function originalTile({ image, label }: CamRow, size: number): Drawing {
  return imageTile({
    image: shrinkImage(image, size),
    label: "",
    emphasis: "none",
    size,
    description: label,
  });
}

function mapTile(
  row: CamRow,
  epoch: number,
  { size, paint }: { readonly size: number; readonly paint: Paint },
): Drawing {
  const found = row.maps.find((map) => map.epoch === epoch);
  if (!found) return { width: size + frame, height: 0, body: "" };
  const { answer, isRight, explained, probability } = found;
  const zero = isZero(found) ? " zero" : "";
  const { width, height } = row.image;
  const pixels = Uint8Array.from([...row.grey].flatMap((grey, at) => paint(found.map[at]!, grey)));
  return imageTile({
    image: shrinkImage({ pixels, width, height, channels: 3 }, size),
    label: `${isRight ? "✓" : "✗"} ${percent(probability)}${zero}`,
    emphasis: "none",
    size,
    description: `epoch ${epoch}: taken for ${answer}, ${isRight ? "right" : "wrong"}; ${percent(probability)} for ${explained}${zero && "; the map is zero"}`,
  });
}

function isZero({ map }: CamMap): boolean {
  return map.every((value) => value === 0);
}

function beside(
  rows: readonly CamRow[],
  {
    body,
    epochs,
    tile,
  }: { readonly body: Drawing; readonly epochs: readonly number[]; readonly tile: Drawing },
): Drawing {
  const top = 22;
  const middle = { anchor: "middle", colour: colours.soft } as const;
  const headings = ["image", ...epochs.map((epoch) => `epoch ${epoch}`)].map((heading, column) =>
    textAt(labelWidth + column * (tile.width + gap) + tile.width / 2, 12, heading, middle),
  );
  const labels = rows.flatMap(({ label, detail }, row) => {
    const y = top + row * (tile.height + 4) + tile.height / 2 - 10;
    const width = labelWidth - 10;
    return [
      textAt(0, y, fittingText(label, 13, width), { size: 13, weight: "bold" }),
      textAt(0, y + 16, fittingText(detail, 11, width), { size: 11, colour: colours.soft }),
    ];
  });
  return {
    width: labelWidth + body.width,
    height: top + body.height,
    body: [...headings, ...labels, moved(body, labelWidth, top)].join(""),
  };
}

function dataOf({ label, detail, image: { width }, maps }: CamRow): DataRow[] {
  return maps.map((own) => {
    const peak = own.map.indexOf(Math.max(...own.map));
    const { epoch, answer, isRight, explained, probability } = own;
    const place = isZero(own)
      ? { peakRow: null, peakColumn: null }
      : { peakRow: Math.floor(peak / width), peakColumn: peak % width };
    return {
      image: detail,
      label,
      epoch,
      answer,
      right: isRight,
      explained,
      probability,
      ...place,
    };
  });
}
