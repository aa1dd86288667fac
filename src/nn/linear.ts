import { shapeOf, type Value } from "../graph/node.ts";
import { linear as applyLinear } from "../ops/linear.ts";
import { fansOf, type LayerInitialiser, pytorchDefault } from "./initialisers.ts";
import { layer } from "./layer.ts";
import type { Scope } from "./scope.ts";

export interface LinearOptions {
  readonly outFeatures: number;
  readonly useBias?: boolean;
  readonly initialiser?: LayerInitialiser;
}

/**
 * Full connection with trained `weight` [O, I] and `bias` [O].
 *
 * Shape: [N, I] -> [N, O]
 * @source PyTorch 1.13 documentation of torch.nn.Linear
 */
export const linear = layer(
  (
    x: Value,
    scope: Scope,
    { outFeatures, useBias = true, initialiser = pytorchDefault }: LinearOptions,
  ): Value => {
    const inFeatures = shapeOf(x)[1]!;
    const shape = [outFeatures, inFeatures];
    const start = initialiser(fansOf(shape));
    const weight = scope.parameter("weight", { shape, initialiser: start.weight });
    const bias = useBias
      ? scope.parameter("bias", { shape: [outFeatures], initialiser: start.bias })
      : null;
    return applyLinear(x, weight, bias);
  },
);
