import type { Figure } from "../figure.ts";
import { type LayerError, layerErrors } from "../layerErrors.ts";

/** Equivariance errors along the depth of networks, with words for what the intervals are. */
export function equivariancePicture(
  rows: readonly LayerError[],
  { subtitle, interval }: { readonly subtitle: string; readonly interval: string },
): Promise<Figure> {
  return layerErrors(rows, {
    id: "equivariance-layers",
    title: "Which layers stop moving along with the image",
    caption: `Equivariance error of each layer, from input (left) to output (right), mean over the shifts: 0, the layer moves along exactly; 1, moving the image changes it as much as showing another image. Layers without height and width cannot move along: of them the number tells how far they are from invariance. ${interval}`,
    subtitle,
  });
}
