import { type Drawing, grid, moved, textAt } from "./drawing.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "./figure.ts";
import { imageTile } from "./imageTile.ts";
import { wholeNumber } from "./text.ts";
import { colours } from "./theme.ts";

/** One image of the test set, moved about, with what the network took it for. */
export interface ShiftedDigits {
  /** What the data set is called. */
  readonly data: string;
  /** Place of the image in the test set. */
  readonly index: number;
  /** True class. */
  readonly label: number;
  readonly width: number;
  readonly height: number;
  readonly cells: readonly ShiftedDigit[];
}

/** One moved copy of the image, with the answer it got. */
export interface ShiftedDigit {
  /** Pixels to the right. */
  readonly dx: number;
  /** Pixels down. */
  readonly dy: number;
  /** The moved image. Shape: [height, width] */
  readonly pixels: Uint8Array;
  readonly predicted: number;
}

const left = 50;
const top = 40;
const gap = 5;

/** The moved copies of one digit in a grid, each over its predicted class; wrong ones stand in heavy red frames. */
export async function shiftedDigits(
  digits: ShiftedDigits,
  text: Partial<FigureText> = {},
): Promise<Figure> {
  const { data: dataTitle, index, label, cells } = digits;
  const right = cells.filter(({ predicted }) => predicted === label).length;
  const defaults: FigureText = {
    id: `shifted-digits-${index}`,
    title: `Test image ${index}, a ${label}: taken for a ${label} in ${right} of ${cells.length} places`,
    caption: `Test image ${index}, whose true label is ${label}, moved by dx pixels to the right (columns) and dy pixels down (rows), each copy over the class that the network predicts. ✓ in a thin frame: right. ✗ in a heavy red frame: wrong.`,
    subtitle: `${dataTitle}, index ${index}, label ${label}; below each image the predicted digit: ✓ right, ✗ wrong`,
  };
  const data = cells.map(({ dx, dy, predicted }) => ({
    index,
    label,
    dx,
    dy,
    predicted,
    right: predicted === label,
  }));
  return figureOf({ ...defaults, ...text }, drawingOf(digits), data);
}

function drawingOf(digits: ShiftedDigits): Drawing {
  const columns = valuesOf(digits.cells.map(({ dx }) => dx));
  const rows = valuesOf(digits.cells.map(({ dy }) => dy));
  const size = Math.min(56, Math.floor((innerWidth - left) / columns.length - gap - 5));
  const tiles = rows.flatMap((dy) => columns.map((dx) => tileAt(digits, { dx, dy, size })));
  const tile = tiles[0]!;
  const body = grid(tiles, { columns: columns.length, columnGap: gap, rowGap: 3 });
  const centreX = (column: number) => left + column * (tile.width + gap) + tile.width / 2;
  const centreY = (row: number) => top + row * (tile.height + 3) + size / 2 + 6;
  const soft = { colour: colours.soft, anchor: "middle" } as const;
  return {
    width: left + body.width,
    height: top + body.height,
    body: [
      textAt(left + body.width / 2, 12, "pixels to the right (dx)", soft),
      ...columns.map((dx, at) =>
        textAt(centreX(at), 32, wholeNumber(dx), { anchor: "middle", weight: weightOf(dx) }),
      ),
      `<g transform="translate(12,${top + body.height / 2}) rotate(-90)">${textAt(0, 0, "pixels down (dy)", soft)}</g>`,
      ...rows.map((dy, at) =>
        textAt(left - 10, centreY(at), wholeNumber(dy), { anchor: "end", weight: weightOf(dy) }),
      ),
      moved(body, left, top),
    ].join(""),
  };
}

function tileAt(
  { cells, label, width, height }: ShiftedDigits,
  { dx, dy, size }: { readonly dx: number; readonly dy: number; readonly size: number },
): Drawing {
  const cell = cells.find((each) => each.dx === dx && each.dy === dy);
  if (!cell) return { width: 0, height: 0, body: "" };
  const isRight = cell.predicted === label;
  return imageTile({
    image: { pixels: cell.pixels, width, height },
    label: `${isRight ? "✓" : "✗"} ${cell.predicted}`,
    emphasis: isRight ? "none" : "alarm",
    size,
    description: `dx ${dx}, dy ${dy}: predicted ${cell.predicted}, ${isRight ? "right" : "wrong"}`,
  });
}

/** The row and the column of the image as it stands in the test set are easy to find. */
function weightOf(shift: number): "bold" | "normal" {
  return shift === 0 ? "bold" : "normal";
}

function valuesOf(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
