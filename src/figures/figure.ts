import { csvOf, type DataRow } from "../core/csv.ts";
import { type Drawing, moved, textAt } from "./drawing.ts";
import type { FigureView } from "./figureView.ts";
import { escapeXml, wrapText } from "./text.ts";
import { colours, fontFamily, themeStyle } from "./theme.ts";

/** A picture that stands alone, with the numbers it was drawn from. */
export interface Figure {
  /** Lower-case words joined by hyphens; also the id of the SVG's root, so unique within a page. */
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  /** A whole SVG document with real text, for light and dark backgrounds. */
  readonly svg: string;
  readonly data: readonly DataRow[];
  /** `data` as comma-separated values. */
  readonly csv: string;
  /** What a report shows of it in addition, for those who want to look through it. */
  readonly view?: FigureView;
}

/** The words of a figure. Each figure has its own, which a study may replace by what it found. */
export interface FigureText {
  readonly id: string;
  /** Headline inside the picture: best a sentence that says what is to be seen. */
  readonly title: string;
  /** How to read the picture: stands below it, and describes it to those who cannot see it. */
  readonly caption: string;
  /** Second line inside the picture: which data, how many seeds. */
  readonly subtitle?: string;
}

/** Words, and what else figures that compare networks can be told. */
export interface SeriesFigureOptions extends Partial<FigureText> {
  /** Every name of the study, in the order in which colours are dealt: so each keeps its colour in all figures. */
  readonly colourOrder?: readonly string[];
}

/** In pixels. */
const figureWidth = 760;
const margin = 16;
/** Width of what is drawn in a figure, in pixels. */
export const innerWidth = figureWidth - 2 * margin;

/**
 * Frames a drawing with headline, description and background.
 *
 * @throws {RangeError} when the id is not made of lower-case words, digits and hyphens, or there are no data
 */
export function figureOf(text: FigureText, drawing: Drawing, data: readonly DataRow[]): Figure {
  const { id, title, caption } = text;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw new RangeError(
      `Cannot draw the figure "${id}": its id is not lower-case words joined by hyphens, needs for example "shift-heatmap"`,
    );
  }
  if (data.length === 0) {
    throw new RangeError(`Cannot draw the figure "${id}": 0 rows of data, needs at least 1`);
  }
  const header = headerOf(text);
  const height = Math.ceil(header.height + drawing.height + margin);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" id="${id}" viewBox="0 0 ${figureWidth} ${height}" width="${figureWidth}" height="${height}"`,
    ` role="img" aria-labelledby="${id}-title ${id}-description" color="${colours.ink}" font-family="${fontFamily}">`,
    `<title id="${id}-title">${escapeXml(title)}</title>`,
    `<desc id="${id}-description">${escapeXml(caption)}</desc>`,
    `<style>${themeStyle(id)}</style>`,
    `<rect width="100%" height="100%" fill="${colours.background}"/>`,
    header.body,
    moved(drawing, margin, header.height),
    "</svg>\n",
  ].join("");
  return { id, title, caption, svg, data, csv: csvOf(data) };
}

function headerOf({ title, subtitle = "" }: FigureText): Drawing {
  const titleSize = 17;
  const subtitleSize = 12.5;
  const titleLines = wrapText(title, titleSize, innerWidth);
  const subtitleLines = subtitle === "" ? [] : wrapText(subtitle, subtitleSize, innerWidth);
  let y = 6;
  const parts: string[] = [];
  for (const line of titleLines) {
    y += 22;
    parts.push(textAt(margin, y, line, { size: titleSize, weight: "bold" }));
  }
  for (const line of subtitleLines) {
    y += 19;
    parts.push(textAt(margin, y, line, { size: subtitleSize, colour: colours.soft }));
  }
  return { width: figureWidth, height: y + 14, body: parts.join("") };
}
