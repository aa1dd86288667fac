import { loadCanvas } from "../canvas.ts";
import type { FigureView } from "../figureView.ts";
import { checkScatter } from "./checkScatter.ts";
import type { Scatter } from "./scatter.ts";
import { type ScatterHtmlOptions, scatterHtml } from "./scatterHtml.ts";
import { scatterScript } from "./scatterScript.ts";
import { scatterStyle } from "./scatterStyle.ts";

/**
 * All pictures of a scatter, to be looked through in a report: a reader chooses the picture, moves through the epochs, and
 * sees the image under the pointer and the name of its class.
 *
 * @throws {RangeError} when the parts of the scatter do not fit each other
 */
export async function scatterView(
  scatter: Scatter,
  options: ScatterHtmlOptions,
): Promise<FigureView> {
  checkScatter(scatter);
  return {
    html: scatterHtml(await loadCanvas(), scatter, options),
    style: scatterStyle,
    script: scatterScript(),
  };
}
