import type { Value } from "../graph/node.ts";
import { mul } from "../ops/mul.ts";
import { relu } from "../ops/relu.ts";
import { mean, sum } from "../ops/sum.ts";
import { ofClass, rowsOf } from "./cam/camMethod.ts";
import { type CamOptions, camOptions } from "./cam/camOptions.ts";
import { defineCam } from "./cam/defineCam.ts";

/**
 * Grad-CAM: the channels of a layer, each weighted by the mean gradient of the class's score over its positions, added up;
 * what speaks against the class is cut off. Behind a mean over all positions and a linear layer it is CAM.
 *
 * Shape: maps [h, w] of a layer [K, h, w]
 * Units: see defineCam
 * @source Selvaraju et al. 2017, arXiv:1610.02391, equations 1 and 2
 */
export const gradCam = defineCam<CamOptions>({
  id: "grad-cam",
  title: "Grad-CAM",
  ...ofClass,
  source: "Selvaraju et al. 2017, arXiv:1610.02391",
  caveats: ["One mean gradient stands for all positions of a channel."],
  options: camOptions,
  count: 64,
  rows: ({ activation, scoreGradient }) => ({ map: gradCamMap(activation, scoreGradient()) }),
  maps: ({ look }, { positions: [rows, columns] }) =>
    rowsOf(look({ wanted: ["map"] }).rows.map!.values, rows * columns),
});

function gradCamMap(activation: Value, gradient: Value): Value {
  const weights = mean(gradient, [2, 3], true); //  [N, K, 1, 1]
  return relu(sum(mul(weights, activation), [1])); // [N, h, w]
}
