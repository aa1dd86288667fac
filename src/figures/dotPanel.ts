import type { Canvas } from "./canvas.ts";
import { type Drawing, plotDrawing } from "./drawing.ts";
import { squareDomains } from "./squareDomains.ts";
import { colours, type SeriesStyle } from "./theme.ts";

export interface DotPanelOptions {
  readonly title: string;
  /** Shape: [N, 2] */
  readonly positions: ArrayLike<number>;
  /** Shape: [N] */
  readonly labels: ArrayLike<number>;
  /** Of the labels that have a look; the others are small grey dots. */
  readonly styles: ReadonlyMap<number, SeriesStyle>;
  /** In pixels, as well as the height below the title. */
  readonly width: number;
  /** Of a dot, in pixels; by default 2.3. */
  readonly radius?: number;
  /** In pixels; by default 13. */
  readonly titleSize?: number;
}

interface Dot {
  readonly x: number;
  readonly y: number;
  /** Nothing for those of the classes that have no colour. */
  readonly style: SeriesStyle | undefined;
}

const marginTop = 24;

/** Points in the plane at the panel's own scale, the same for both directions, with a look for each class. */
export function dotPanel(canvas: Canvas, options: DotPanelOptions): Drawing {
  const { title, positions, labels, styles, width, radius = 2.3, titleSize = 13 } = options;
  const { Plot } = canvas;
  const [x, y] = squareDomains(positions);
  const dots: Dot[] = Array.from(labels, (label, at) => ({
    x: positions[2 * at]!,
    y: positions[2 * at + 1]!,
    style: styles.get(label),
  }));
  const drawing = plotDrawing(canvas, {
    width,
    height: width + marginTop,
    margin: 1,
    marginTop,
    x: { axis: null, domain: [...x] },
    y: { axis: null, domain: [...y] },
    symbol: { type: "identity" },
    marks: [
      Plot.frame({ stroke: colours.faint }),
      Plot.text([title], {
        frameAnchor: "top-left",
        dy: -18,
        fontSize: titleSize,
        fontWeight: "bold",
      }),
      ...symbolMarks(canvas, dots, radius),
    ],
  });
  return { ...drawing, body: shortened(drawing.body) };
}

function symbolMarks({ Plot }: Canvas, dots: readonly Dot[], radius: number) {
  return [
    Plot.dot(
      dots.filter(({ style }) => !style),
      { x: "x", y: "y", r: 0.61 * radius, fill: colours.faint, symbol: "circle" },
    ),
    Plot.dot(
      dots.filter(({ style }) => style),
      {
        x: "x",
        y: "y",
        r: radius,
        symbol: ({ style }: Dot) => style!.symbol,
        fill: ({ style }: Dot) => style!.colour,
      },
    ),
  ];
}

/** Thousands of points: a hundredth of a pixel is enough. */
function shortened(body: string): string {
  return body.replace(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))));
}
