import type { Canvas } from "./canvas.ts";
import { type Drawing, fontSize, marksDrawing, type Size } from "./drawing.ts";
import { spread } from "./spread.ts";
import { textWidth } from "./text.ts";
import { colours, type SeriesStyle } from "./theme.ts";

/** The name of a line, and the pixel where the line ends. */
export interface EndLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Look of the line; a name without one is that of a reference. */
  readonly style?: SeriesStyle;
  /** Whether it names a single value, drawn as a hollow symbol, and not a line. */
  readonly isHollow?: boolean;
}

const lineHeight = 15;
/** From the frame over leader and symbol to the first letter. */
const indent = 38;

/** Room that the labels need to the right of the frame. */
export function endLabelsWidth(texts: readonly string[]): number {
  return indent + Math.ceil(Math.max(...texts.map((text) => textWidth(text, fontSize))));
}

/** Labels in a column to the right of a frame that ends at `right`, moved apart where they would overlap. */
export function endLabels(
  canvas: Canvas,
  labels: readonly EndLabel[],
  { right, ...size }: Size & { readonly right: number },
): Drawing {
  const { Plot } = canvas;
  const places = spread(
    labels.map(({ y }) => y),
    lineHeight,
    [lineHeight / 2, size.height - lineHeight / 2],
  );
  const marks = labels.flatMap(({ text, x, y, style, isHollow }, index) => {
    const place = places[index]!;
    const stroke = style?.colour ?? colours.soft;
    return [
      // Dotted where the line ends early, so that nobody takes the leader for data.
      Plot.link([0], { x1: [x + 7], x2: [right], y: [y], stroke, strokeDasharray: "1 4" }),
      Plot.link([0], { x1: [right], x2: [right + 8], y: [y], stroke, strokeOpacity: 0.7 }),
      Plot.link([0], {
        x1: [right + 8],
        x2: [right + 22],
        y1: [y],
        y2: [place],
        stroke,
        strokeOpacity: 0.7,
      }),
      ...(style
        ? [
            Plot.dot([0], {
              x: [right + 27],
              y: [place],
              symbol: style.symbol,
              r: 3.5,
              ...(isHollow ? { stroke } : { fill: stroke }),
            }),
          ]
        : []),
      Plot.text([text], { x: [right + indent - 2], y: [place], textAnchor: "start" }),
    ];
  });
  return marksDrawing(canvas, marks, size);
}
