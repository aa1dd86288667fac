import { loadCanvas } from "../canvas.ts";
import { type Figure, type FigureText, figureOf } from "../figure.ts";
import { checkScatter } from "./checkScatter.ts";
import type { Scatter } from "./scatter.ts";
import { scatterHtml } from "./scatterHtml.ts";
import { scatterScript } from "./scatterScript.ts";
import { type StillOptions, scatterStill } from "./scatterStill.ts";
import { scatterStyle } from "./scatterStyle.ts";

/** What a scatter's figure says and shows. */
export interface ScatterFigureOptions extends FigureText {
  /** Headline of the part that is looked through. */
  readonly viewTitle: string;
  readonly still: StillOptions;
}

/**
 * Images in the plane: a panel for each of some pictures, and in reports all pictures to look through. There a reader
 * chooses the picture, moves through the epochs, and sees the image under the pointer.
 *
 * @throws {RangeError} when the parts of the scatter do not fit each other, or there are no such pictures
 */
export async function scatterFigure(
  scatter: Scatter,
  { viewTitle, still, ...text }: ScatterFigureOptions,
): Promise<Figure> {
  checkScatter(scatter);
  const canvas = await loadCanvas();
  const { drawing, data } = scatterStill(canvas, scatter, still);
  return {
    ...figureOf(text, drawing, data),
    view: {
      html: scatterHtml(canvas, scatter, { id: `${text.id}-view`, title: viewTitle }),
      style: scatterStyle,
      script: scatterScript(),
    },
  };
}
