import { type Drawing, moved, stack, textAt } from "./drawing.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "./figure.ts";
import { imageTile } from "./imageTile.ts";
import type { PixelImage } from "./png.ts";
import { shrinkImage } from "./shrinkImage.ts";
import { fittingText, wrapText } from "./text.ts";
import { colours } from "./theme.ts";

/** Images behind a label. */
export interface ImageRow {
  readonly label: string;
  /** Stands below the label, smaller. */
  readonly detail?: string;
  readonly images: readonly RowImage[];
  /** Rows of one group one after the other stand below its name. */
  readonly group?: string;
}

/** One image of a row. */
export interface RowImage extends PixelImage {
  /** What it is, for those who cannot see it, and in the figure's data. */
  readonly description: string;
  /** Puts the image in a heavy red frame, such as for a false label. */
  readonly isMarked?: boolean;
}

export interface ImageRowsOptions extends Partial<FigureText> {
  /** What stands above the columns; columns of one text one after the other share it. */
  readonly headings?: readonly string[];
  /** Columns that stand apart at the left, such as what the others were made of; default none. */
  readonly apart?: number;
}

/** In pixels. */
const labelWidth = 118;
const gap = 3;
const apartGap = 14;
const largestTile = 72;
const labelSize = 13;
const detailSize = 11;
const lineGap = 4;

/** Rows of images, each behind its label. */
export async function imageRows(
  rows: readonly ImageRow[],
  { headings = [], apart = 0, ...text }: ImageRowsOptions = {},
): Promise<Figure> {
  const columns = Math.max(1, ...rows.map(({ images }) => images.length));
  const room = innerWidth - labelWidth - (apart > 0 ? apartGap : 0);
  const size = Math.min(largestTile, Math.floor(room / columns - gap - 5));
  const placeOf = (column: number) =>
    labelWidth + column * (size + 5 + gap) + (apart > 0 && column >= apart ? apartGap : 0);
  const drawings = rows.flatMap((row, at) => {
    const { group } = row;
    const isFirst = group !== undefined && group !== rows[at - 1]?.group;
    return [...(isFirst ? [drawGroup(group, at)] : []), drawRow(row, size, placeOf)];
  });
  const isGrouped = rows.some(({ group }) => group !== undefined);
  const defaults: FigureText = {
    id: "image-rows",
    title: `${rows.length} rows of images`,
    caption: "Images in rows, each behind its label; those to look at stand in heavy red frames.",
  };
  const data = rows.flatMap(({ label, images, group = null }) =>
    images.map(({ description, isMarked = false }, column) => ({
      ...(isGrouped ? { group } : {}),
      row: label,
      column,
      description,
      marked: isMarked,
    })),
  );
  const head = headings.length > 0 ? [drawHeadings(headings, placeOf)] : [];
  return figureOf({ ...defaults, ...text }, stack([...head, ...drawings], 4), data);
}

type PlaceOf = (column: number) => number;

/** Apart from the group above it. */
function drawGroup(group: string, at: number): Drawing {
  const top = at === 0 ? 0 : 10;
  const text = fittingText(group, labelSize, innerWidth);
  const body = textAt(0, top + 15, text, { size: labelSize, weight: "bold" });
  return { width: innerWidth, height: top + 21, body };
}

function drawRow({ label, detail, images }: ImageRow, size: number, placeOf: PlaceOf): Drawing {
  const tiles = images.map((image) =>
    imageTile({
      image: shrinkImage(image, size),
      emphasis: image.isMarked ? "alarm" : "none",
      size,
      description: image.description,
    }),
  );
  const lines = labelLines(label, detail);
  const block = lines.reduce((sum, { size }) => sum + size + lineGap, 0);
  const height = Math.max(block, ...tiles.map((tile) => tile.height));
  let y = (height - block) / 2 - lineGap / 2;
  const texts = lines.map(({ text, ...options }) => {
    y += options.size + lineGap;
    return textAt(0, y, text, options);
  });
  const body = tiles.map((tile, column) => moved(tile, placeOf(column), 0)).join("");
  return { width: innerWidth, height, body: `${texts.join("")}${body}` };
}

/** The label, in two lines where one has no room for it, and the detail. */
function labelLines(label: string, detail?: string) {
  const width = labelWidth - 10;
  const [first = "", ...rest] = wrapText(label, labelSize, width);
  const names = rest.length === 0 ? [first] : [first, rest.join(" ")];
  const bold = { size: labelSize, weight: "bold", colour: colours.ink } as const;
  const soft = { size: detailSize, weight: "normal", colour: colours.soft } as const;
  return [
    ...names.map((text) => ({ ...bold, text: fittingText(text, labelSize, width) })),
    ...(detail === undefined ? [] : [{ ...soft, text: fittingText(detail, detailSize, width) }]),
  ];
}

function drawHeadings(headings: readonly string[], placeOf: PlaceOf): Drawing {
  const starts = headings.flatMap((text, column) =>
    text === headings[column - 1] ? [] : [{ text, column }],
  );
  const body = starts.map(({ text, column }) =>
    textAt(placeOf(column) + 2, 12, text, { size: labelSize, colour: colours.soft }),
  );
  return { width: innerWidth, height: 18, body: body.join("") };
}
