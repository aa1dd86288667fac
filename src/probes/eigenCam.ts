import { type SettingsSchema, yesOrNo } from "../core/settings.ts";
import { sizeOf } from "../core/shape.ts";
import { rowsOf } from "./cam/camMethod.ts";
import { type CamOptions, camOptions } from "./cam/camOptions.ts";
import { defineCam } from "./cam/defineCam.ts";
import { firstComponent } from "./cam/firstComponent.ts";

/** What the probe `eigen-cam` can be told. */
export interface EigenCamOptions extends CamOptions {
  readonly centre: boolean;
}

const options: SettingsSchema<EigenCamOptions> = {
  ...camOptions,
  centre: yesOrNo(false, "whether each channel's mean over the positions is taken off first"),
};

/**
 * Eigen-CAM: what the positions of a layer have most of in common, A·v with v the first right singular vector of the layer's
 * output A, one row a position. It knows nothing of classes: the class counts only for how faithful it is. Of the two signs,
 * that of which the sum is positive.
 *
 * Shape: maps [h, w] of a layer [K, h, w]
 * Units: see defineCam
 * @source Muhammad & Yeasin 2020, arXiv:2008.00299; the sign: own design
 */
export const eigenCam = defineCam<EigenCamOptions>({
  id: "eigen-cam",
  title: "Eigen-CAM",
  question: "Where in the image is what a layer sees most of?",
  shows: () => "is strongest, whatever the class",
  source: "Muhammad & Yeasin 2020, arXiv:2008.00299",
  caveats: ["It shows what is strongest in the layer, whether or not it speaks for the class."],
  options,
  count: 64,
  rows: ({ activation }) => ({ activation }),
  maps({ lookBatches, options: { centre } }, { layer, positions: [rows, columns] }) {
    const maps: Float32Array[] = [];
    const visit = (activation: Float32Array) =>
      maps.push(firstComponent(activation, { positions: rows * columns, centre }));
    lookBatches(
      ({ rows: { activation } }) => rowsOf(activation!, sizeOf(layer.shape)).forEach(visit),
      { wanted: ["activation"] },
    );
    return maps;
  },
});
