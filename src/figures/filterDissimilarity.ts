import { mean } from "../core/statistics.ts";
import { loadCanvas } from "./canvas.ts";
import { type ColourScale, colourScale } from "./colourScale.ts";
import { type Drawing, grid, moved, stack, textAt } from "./drawing.ts";
import { numberCell } from "./estimates.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "./figure.ts";
import { type Filter, filterImage } from "./filterImage.ts";
import { imageTile } from "./imageTile.ts";
import { colourRamp } from "./legend.ts";
import { numberSquare } from "./numberSquare.ts";
import { numberTexts } from "./numberText.ts";
import { captionFor } from "./probes/filters.ts";
import { fittingText, textWidth } from "./text.ts";
import { colours } from "./theme.ts";

/** The filters of one network, and how far each is from those of another. */
export interface DissimilarityPanel {
  /** As the text speaks of it: `(a)`. */
  readonly name: string;
  /** Whose filters are looked for among whose. */
  readonly title: string;
  readonly filters: readonly Filter[];
  /** S_i, one number a filter. */
  readonly values: readonly number[];
}

export interface FilterDissimilarityOptions extends Partial<FigureText> {
  /** Ends of the scale of colours: the same in all figures that are compared. */
  readonly domain: readonly [low: number, high: number];
  /** What the numbers are. */
  readonly valueLabel?: string;
  /** Behind the point of the numbers; by default as many as the ends of the scale need. */
  readonly digits?: number;
}

/** So many filters of a network are shown; what is said of all is of all. */
const mostFilters = 64;
/** In pixels. */
const columnGap = 32;
const headingHeight = 46;
/** Between a filter and its square, and between that and the next filter. */
const [pairGap, cellGap] = [2, 9];
const largestSquare = 40;
/** What a picture's frame adds to it. */
const tileFrame = 5;
const numberSize = 10.5;

/**
 * Heat maps of S_i, two beside each other where numbers have room: every filter of a network, and beside it a square in the colour of its distance to
 * the nearest filter of another network.
 *
 * @throws {RangeError} when there is no filter
 */
export async function filterDissimilarity(
  panels: readonly DissimilarityPanel[],
  options: FilterDissimilarityOptions,
): Promise<Figure> {
  const {
    domain,
    valueLabel = "S_i: distance to the nearest filter of the other network",
    digits,
    ...text
  } = options;
  const scale = colourScale(await loadCanvas(), domain, { scheme: "sequential" });
  const textOf = numberTexts(domain, "number", digits);
  const layout = layoutOf(panels, textOf);
  const maps = panels.map((panel) => drawPanel(panel, { ...layout, scale, textOf }));
  const ramp = rampOf(valueLabel, scale, textOf);
  const drawing = stack([ramp, grid(maps, { columns: layout.perRow, columnGap, rowGap: 14 })], 12);
  const data = panels.flatMap(({ name, title, filters, values }) =>
    filters.map((_, filter) => ({
      panel: name,
      title,
      filter,
      dissimilarity: numberCell(values[filter]!),
    })),
  );
  return figureOf({ ...defaultsFor(panels), ...text }, drawing, data);
}

function defaultsFor(panels: readonly DissimilarityPanel[]): FigureText {
  const counts = [...new Set(panels.map(({ filters }) => filters.length))];
  const most = Math.max(...counts);
  return {
    id: "filter-dissimilarity",
    title: "How far each filter is from the nearest of another network",
    caption: `Each picture is a filter of the network that is named first; the square to its right is S_i = min_j E_ij, its Euclidean distance to the nearest filter of the network named second: bright squares are filters that the other network has nothing like. Filters stand in the network's order, row by row. All panels, and all figures with this scale, have the same colours for the same numbers. ${captionFor(panels[0]?.filters[0]?.channels ?? 1)}`,
    subtitle:
      most > mostFilters
        ? `The first ${mostFilters} of ${most} filters of each network; mean and largest are those of all`
        : `${counts.join(" or ")} filters of each network`,
  };
}

interface Layout {
  /** Panels beside each other, and the width of one. */
  readonly perRow: number;
  readonly width: number;
  /** Filters beside each other in a panel. */
  readonly columns: number;
  /** Sides of a framed filter and of its square, in pixels. */
  readonly tile: number;
  readonly square: number;
  readonly showsNumbers: boolean;
}

type TextOf = (value: number) => string;

/** Of few filters four in a row, as in a square of sixteen; of many, as many as leave room for the numbers. */
function layoutOf(panels: readonly DissimilarityPanel[], textOf: TextOf): Layout {
  const most = Math.max(0, ...panels.map(({ filters }) => filters.length));
  const perRow = most <= 36 ? 2 : 1;
  const columns = most <= 16 ? 4 : most <= 36 ? 6 : 12;
  const width = (innerWidth - columnGap * (perRow - 1)) / perRow;
  const room = (width + cellGap) / columns - cellGap - pairGap;
  const tile = Math.min(largestSquare, Math.floor(0.47 * room));
  const square = Math.min(largestSquare, Math.floor(room - tile));
  const texts = panels.flatMap(({ values }) => values.map(textOf));
  const widest = Math.max(...texts.map((text) => textWidth(text, numberSize)));
  return { perRow, width, columns, tile, square, showsNumbers: widest <= square };
}

interface PanelOptions extends Layout {
  readonly scale: ColourScale;
  readonly textOf: TextOf;
}

function drawPanel(panel: DissimilarityPanel, options: PanelOptions): Drawing {
  const shown = panel.filters.slice(0, mostFilters);
  const cells = shown.map((filter, index) => {
    return drawCell({ filter, index, value: panel.values[index]! }, options);
  });
  const map = grid(cells, { columns: options.columns, columnGap: cellGap, rowGap: 5 });
  const heading = headingOf(panel, options);
  return {
    width: options.width,
    height: headingHeight + map.height,
    body: `${heading}${moved(map, 0, headingHeight)}`,
  };
}

function headingOf(
  { name, title, values }: DissimilarityPanel,
  { width, textOf }: PanelOptions,
): string {
  const [size, smaller] = [13, 11.5];
  const numbers = `mean ${textOf(mean(values))}, largest ${textOf(Math.max(...values))}`;
  return [
    textAt(0, 14, fittingText(`${name} ${title}`, size, width), { size, weight: "bold" }),
    textAt(0, 31, numbers, { size: smaller, colour: colours.soft }),
  ].join("");
}

interface Cell {
  readonly filter: Filter;
  readonly index: number;
  readonly value: number;
}

/** A filter, and its number to the right of it. */
function drawCell({ filter, index, value }: Cell, options: PanelOptions): Drawing {
  const { tile, square, scale, textOf, showsNumbers } = options;
  const picture = imageTile({
    image: filterImage(filter),
    emphasis: "none",
    size: tile - tileFrame,
    description: `filter ${index}`,
  });
  const x = tile + pairGap;
  const text = showsNumbers ? textOf(value) : "";
  const coloured = numberSquare(
    { x, y: 0, width: square, height: square, value, text, textSize: numberSize },
    scale,
  );
  const body = `${moved(picture, 0, (square - tile) / 2)}${coloured}`;
  return { width: x + square, height: square, body };
}

function rampOf(label: string, scale: ColourScale, textOf: TextOf): Drawing {
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: textOf(scale.valueAt(at)) }));
  return colourRamp(label, (at) => scale.colourOf(scale.valueAt(at)), ticks);
}
