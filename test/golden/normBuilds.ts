import type { Value } from "../../src/graph/node.ts";
import { batchNorm as batchNormLayer } from "../../src/nn/batchNorm.ts";
import { type Mode, makeScope } from "../../src/nn/scope.ts";
import { batchNorm } from "../../src/ops/batchNorm.ts";
import { batchNormEval } from "../../src/ops/batchNormEval.ts";
import { groupNorm } from "../../src/ops/groupNorm.ts";
import { layerNorm } from "../../src/ops/layerNorm.ts";
import { constant } from "../../src/ops/leaves.ts";
import { relu } from "../../src/ops/relu.ts";
import { stopGradient } from "../../src/ops/stopGradient.ts";

type Build = (...inputs: Value[]) => Value | readonly Value[];

/** The normalisations as ops.test.ts compares them with PyTorch's. */
export const normBuilds: Readonly<Record<string, Build>> = {
  batchNorm: withStatistics,
  "batchNorm-constant": withStatistics,
  "batchNorm-features": withStatistics,
  "batchNorm-relu": (x, scale, shift) => relu(batchNorm(x, { scale, shift }).y),
  "batchNorm-running": running,
  batchNormEval: byStatistics,
  "batchNormEval-relu": (...values) => relu(byStatistics(...values)),
  groupNorm: (x, scale, shift) => groupNorm(x, { scale, shift }, { groups: 4 }),
  "groupNorm-instance": (x) => groupNorm(x, null, { groups: 5 }),
  layerNorm: (x, scale, shift) => layerNorm(x, { scale, shift }, { dimensions: 2 }),
  "layerNorm-bare": (x) => layerNorm(x, null, { epsilon: 0.1 }),
};

function withStatistics(x: Value, scale: Value, shift: Value): Value[] {
  const { y, mean, variance } = batchNorm(x, { scale, shift });
  return [y, mean, variance];
}

function byStatistics(...[x, scale, shift, mean, variance]: Value[]): Value {
  const statistics = { mean: mean!, variance: variance! };
  return batchNormEval(x!, { scale: scale!, shift: shift!, ...statistics });
}

/** The layer trained on one batch after the other, then asked about the first; then its running statistics. */
function running(...[x1, x2, x3, weight, bias]: Value[]): Value[] {
  const trained: Readonly<Record<string, Value>> = { weight: weight!, bias: bias! };
  let buffers: readonly Value[] = [constant([0, 0, 0], [3]), constant([1, 1, 1], [3])];
  const apply = (x: Value, mode: Mode): Value => {
    const record = makeScope({
      mode,
      parameter: ({ name }) => trained[name]!,
      buffer: ({ name }) => buffers[name === "running_mean" ? 0 : 1]!,
    });
    const y = batchNormLayer(x, record.scope, { momentum: 0.2 });
    buffers = record.nextBuffers.map(stopGradient);
    return y;
  };
  const outputs = [x1!, x2!, x3!].map((x) => apply(x, "train"));
  return [...outputs, apply(x1!, "eval"), ...buffers];
}
