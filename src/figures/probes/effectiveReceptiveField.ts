import { type Drawing, grid, moved, stack, textAt } from "../drawing.ts";
import { type Figure, figureOf, innerWidth } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import { imageTile } from "../imageTile.ts";
import { fittingText } from "../text.ts";
import { seriesStyle } from "../theme.ts";
import { readingCurves } from "./readingCurves.ts";
import type { ReadingRow, UntrainedRow } from "./readingLines.ts";

/** Where a layer's centre unit looks, at one epoch of a run. */
export interface FieldMap {
  readonly run: string;
  readonly epoch: number;
  readonly layer: string;
  /** Shape: [height, width] */
  readonly values: ArrayLike<number>;
  readonly height: number;
  readonly width: number;
  /** Where the theoretical field lies. Units: pixels */
  readonly box: {
    readonly top: number;
    readonly left: number;
    readonly height: number;
    readonly width: number;
  };
}

/** What was measured of effective receptive fields. */
export interface EffectiveReceptiveFieldData {
  readonly rows: readonly ReadingRow[];
  readonly untrained: readonly UntrainedRow[];
  readonly maps: readonly FieldMap[];
  /** Which images were averaged over, such as `50 test images`. */
  readonly images: string;
}

/** The maps of all layers before and after learning, and what was measured of them over the epochs. */
export async function effectiveReceptiveFieldFigures({
  rows,
  untrained,
  maps,
  images,
}: EffectiveReceptiveFieldData): Promise<Figure[]> {
  const curves = await readingCurves(rows, {
    id,
    headlines: {
      radius: "How far the centre unit of each layer looks, in pixels",
      side: "How large a square the centre unit of each layer looks at, side in pixels",
      "share of the field": "How much each layer uses of the field that it could see",
    },
    subtitle: `mean over ${images}`,
    captions: {
      radius: "Radius: the deviation of the map around its centre, in pixels of the input.",
      side: "Side: that of a square as large as all pixels above 4.55% of the map's peak.",
      "share of the field":
        "Pixels above 4.55% of the map's peak as a share of the theoretical field within the image.",
    },
    formats: { "share of the field": "percent" },
    untrained,
  });
  return maps.length === 0 ? curves : [mapsFigure(maps, images), ...curves];
}

const id = "effective-receptive-field";
const gap = 14;
const largestTile = 88;
const frame = 2.5;
/** Orange, which is seen on black and on white. */
const boxStyle = seriesStyle(4);

function mapsFigure(maps: readonly FieldMap[], images: string): Figure {
  const run = maps[0]!.run;
  const own = maps.filter((map) => map.run === run);
  const epochs = [...new Set(own.map(({ epoch }) => epoch))].sort((a, b) => a - b);
  const shown = [...new Set([epochs[0]!, epochs.at(-1)!])];
  const layers = [...groupBy(own, ({ layer }) => layer)].map(([layer, all]) =>
    layerDrawing(
      layer,
      shown.flatMap((epoch) => all.find((map) => map.epoch === epoch) ?? []),
    ),
  );
  const widest = Math.max(...layers.map(({ width }) => width));
  const columns = Math.max(1, Math.floor((innerWidth + gap) / (widest + gap)));
  const text = {
    id,
    title: "What the centre unit of each layer looks at",
    subtitle: `${run}, ${shown.map((epoch) => `epoch ${epoch}`).join(" and ")}; mean over ${images}`,
    caption:
      "For each layer, on the pixels of the input: the size of the gradient of the centre unit, the sum of all channels, by every pixel, averaged over images and colours. White is the map's own peak, black is 0. The dashed orange frame is the theoretical receptive field, cut to the image. Epoch 0 is the initialisation.",
  };
  const data = own
    .filter(({ epoch }) => shown.includes(epoch))
    .map(({ layer, epoch, values, box }) => ({
      layer,
      epoch,
      peak: peakOf(values),
      boxHeight: box.height,
      boxWidth: box.width,
    }));
  return figureOf(text, grid(layers, { columns, columnGap: gap, rowGap: 10 }), data);
}

/** A layer's name over its maps. */
function layerDrawing(layer: string, maps: readonly FieldMap[]): Drawing {
  const tiles = grid(maps.map(mapTile), { columns: maps.length, columnGap: 2, rowGap: 0 });
  const name = textAt(frame, 14, fittingText(layer, 13, tiles.width), { size: 13, weight: "bold" });
  return stack([{ width: tiles.width, height: 18, body: name }, tiles]);
}

function mapTile({ layer, epoch, values, height, width, box }: FieldMap): Drawing {
  const peak = peakOf(values);
  const pixels = Uint8Array.from(values, (value) => (peak > 0 ? (255 * value) / peak : 0));
  const tile = imageTile({
    image: { pixels, width, height },
    label: `epoch ${epoch}`,
    emphasis: "none",
    size: largestTile,
    description: `${layer}, epoch ${epoch}`,
  });
  const scale = largestTile / width;
  const place = [box.left, box.top, box.width, box.height].map((pixel) => scale * pixel);
  const [x, y, wide, high] = place;
  const rect = `<rect x="${x}" y="${y}" width="${wide}" height="${high}" fill="none" stroke="${boxStyle.colour}" stroke-width="1.5" stroke-dasharray="4 2.5"/>`;
  return { ...tile, body: tile.body + moved({ ...tile, body: rect }, frame, frame) };
}

function peakOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, value), 0);
}
