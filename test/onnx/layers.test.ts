import { expect, test } from "vitest";
import { sizeOf } from "../../src/core/shape.ts";
import type { Value } from "../../src/graph/node.ts";
import { activationFunctions } from "../../src/nn/activations.ts";
import { conv } from "../../src/nn/conv.ts";
import { convTranspose } from "../../src/nn/convTranspose.ts";
import { dropout } from "../../src/nn/dropout.ts";
import { groupNorm } from "../../src/nn/groupNorm.ts";
import { layerNorm } from "../../src/nn/layerNorm.ts";
import type { Network } from "../../src/nn/network.ts";
import type { Scope } from "../../src/nn/scope.ts";
import { affine } from "../../src/ops/affine.ts";
import { flatten } from "../../src/ops/reshape.ts";
import { resize2d } from "../../src/ops/resize2d.ts";
import { expectOnnxAgrees } from "../support/expectOnnxAgrees.ts";

const inputShape = [4, 5, 6];

/** A network of a convolution and one more layer, whose every output is a logit. */
function networkOf(layer: (x: Value, scope: Scope) => Value, classes: number): Network {
  return {
    name: "layers",
    title: "Layers",
    source: "test",
    inputShape,
    classes,
    options: {},
    build(x, scope) {
      const maps = conv(x, scope.child("conv"), { outChannels: 4, kernelSize: 3, padding: 1 });
      return flatten(layer(affine(maps, 4), scope.child("layer")));
    },
  };
}

const same = sizeOf(inputShape);

test.each<[string, (x: Value, scope: Scope) => Value, number]>([
  ...Object.entries(activationFunctions).map(
    ([name, own]) => [name, (x: Value) => own(x), same] as [string, (x: Value) => Value, number],
  ),
  ["layerNorm", (x, scope) => layerNorm(x, scope), same],
  ["groupNorm", (x, scope) => groupNorm(x, scope, { groups: 2 }), same],
  ["instance norm", (x, scope) => groupNorm(x, scope, { groups: 4, useAffine: false }), same],
  ["dropout", (x, scope) => dropout(x, scope, { rate: 0.5 }), same],
  [
    "convTranspose",
    (x, scope) => convTranspose(x, scope, { outChannels: 2, kernelSize: 3, stride: 2 }),
    2 * 11 * 13,
  ],
  ["nearest pixels", (x) => resize2d(x, { size: [7, 9], method: "nearest" }), 4 * 7 * 9],
  ["bilinear", (x) => resize2d(x, { size: [8, 3] }), 4 * 8 * 3],
  ["bilinear between corners", (x) => resize2d(x, { size: 8, alignCorners: true }), 4 * 8 * 8],
])(
  "exportNetwork() of a network with %s gives what ONNX Runtime agrees with",
  async (_, layer, classes) => {
    const { nodes } = await expectOnnxAgrees(networkOf(layer, classes));
    expect(nodes.length).toBeGreaterThan(2);
  },
);
