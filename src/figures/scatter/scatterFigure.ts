import { loadCanvas } from "../canvas.ts";
import { type Figure, type FigureText, figureOf } from "../figure.ts";
import { checkScatter } from "./checkScatter.ts";
import type { Scatter } from "./scatter.ts";
import { type StillOptions, scatterStill } from "./scatterStill.ts";

/** What a scatter's figure says and shows. */
export interface ScatterFigureOptions extends FigureText {
  readonly still: StillOptions;
}

/**
 * Images in the plane: a panel for each of some pictures. To look through all of them see `scatterView`.
 *
 * @throws {RangeError} when the parts of the scatter do not fit each other, or there are no such pictures
 */
export async function scatterFigure(
  scatter: Scatter,
  { still, ...text }: ScatterFigureOptions,
): Promise<Figure> {
  checkScatter(scatter);
  const { drawing, data } = scatterStill(await loadCanvas(), scatter, still);
  return figureOf(text, drawing, data);
}
