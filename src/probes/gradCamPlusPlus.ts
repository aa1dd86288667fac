import type { Value } from "../graph/node.ts";
import { affine } from "../ops/affine.ts";
import { div } from "../ops/div.ts";
import { constant } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import { relu } from "../ops/relu.ts";
import { sum } from "../ops/sum.ts";
import { where } from "../ops/where.ts";
import { ofClass, rowsOf } from "./cam/camMethod.ts";
import { type CamOptions, camOptions } from "./cam/camOptions.ts";
import { defineCam } from "./cam/defineCam.ts";

/**
 * Grad-CAM++: as Grad-CAM, but of a channel's gradients those that speak for the class alone, weighted so that several
 * places where a thing is seen all count, however large each. A weight whose denominator is 0 is 0.
 *
 * Shape: maps [h, w] of a layer [K, h, w]
 * Units: see defineCam
 * @source Chattopadhyay et al. 2018, arXiv:1710.11063, equations 10 and 19, with the score's exponential left out, which is
 * the same factor for all channels
 */
export const gradCamPlusPlus = defineCam<CamOptions>({
  id: "grad-cam++",
  title: "Grad-CAM++",
  ...ofClass,
  source: "Chattopadhyay et al. 2018, arXiv:1710.11063",
  caveats: [
    "Its weights take the answer for the exponential of the score, and all derivatives behind the layer for straight.",
  ],
  options: camOptions,
  count: 64,
  rows: ({ activation, scoreGradient }) => ({
    map: gradCamPlusPlusMap(activation, scoreGradient()),
  }),
  maps: ({ look }, { positions: [rows, columns] }) =>
    rowsOf(look({ wanted: ["map"] }).rows.map!.values, rows * columns),
});

/**
 * g² / (2·g² + S·g³), with S the sum of a channel, is taken as 1 / (2 + S·g): powers of small gradients would vanish. Where
 * g is 0, so is what it weights.
 */
function gradCamPlusPlusMap(activation: Value, gradient: Value): Value {
  const total = sum(activation, [2, 3], true); //                      [N, K, 1, 1]
  const denominator = affine(mul(total, gradient), 1, 2); //           [N, K, h, w]
  const shares = where(
    denominator,
    div(constant(1), where(denominator, denominator, constant(1))),
    constant(0),
  ); //                                                                [N, K, h, w]
  const weights = sum(mul(shares, relu(gradient)), [2, 3], true); //   [N, K, 1, 1]
  return relu(sum(mul(weights, activation), [1])); //                  [N, h, w]
}
