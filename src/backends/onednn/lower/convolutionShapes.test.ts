import { expect, test } from "vitest";
import { signed } from "../../../../test/contracts/arbitraries.ts";
import { describeOnednn } from "../../../../test/support/describeOnednn.ts";
import { expectAsReference } from "../../../../test/support/expectAsReference.ts";
import { gradients } from "../../../autodiff/gradients.ts";
import { leavesOf, makeGraph } from "../../../graph/graph.ts";
import { shapeOf, type Value } from "../../../graph/node.ts";
import { type Conv2dOptions, conv2d } from "../../../ops/conv2d.ts";
import { input } from "../../../ops/leaves.ts";
import { mul } from "../../../ops/mul.ts";
import { sum } from "../../../ops/sum.ts";
import type { Pair } from "../../../ops/window.ts";

interface Layer extends Conv2dOptions {
  readonly outChannels: number;
  readonly kernelSize: number;
}

/** Images, and the convolutions that they go through. */
interface Chain {
  readonly channels: number;
  readonly extent: number;
  readonly layers: readonly Layer[];
}

const full = (outChannels: number, kernelSize: number, stride = 1): Layer => ({
  outChannels,
  kernelSize,
  stride,
  padding: (kernelSize - 1) / 2,
});
const grouped = (outChannels: number, groups: number, stride = 1, kernelSize = 3): Layer => ({
  ...full(outChannels, kernelSize, stride),
  groups,
});
const depthwise = (channels: number, stride = 1, kernelSize = 3): Layer =>
  grouped(channels, channels, stride, kernelSize);
/** Wider pixel by pixel, then each channel by itself, then narrower. */
const inverted = (channels: number, wide: number, stride = 1): Layer[] => [
  full(wide, 1),
  depthwise(wide, stride),
  full(channels, 1),
];

const chains: Readonly<Record<string, Chain>> = {
  "the first layer of ResNet": { channels: 3, extent: 16, layers: [full(64, 7, 2)] },
  "the first layer for small images": { channels: 3, extent: 8, layers: [full(16, 3)] },
  "a shrinking basic block": { channels: 16, extent: 8, layers: [full(32, 3, 2), full(32, 3)] },
  "a projection": { channels: 64, extent: 8, layers: [full(128, 1, 2)] },
  "a bottleneck": { channels: 64, extent: 6, layers: [full(16, 1), full(16, 3), full(64, 1)] },
  "a bottleneck of 32 groups of 4": {
    channels: 64,
    extent: 6,
    layers: [full(128, 1), grouped(128, 32, 2), full(64, 1)],
  },
  "32 groups of 8": { channels: 256, extent: 4, layers: [grouped(256, 32)] },
  "32 groups of 16": { channels: 512, extent: 3, layers: [grouped(512, 32)] },
  "32 groups of 32": { channels: 1024, extent: 2, layers: [grouped(1024, 32)] },
  "the first layers of MobileNet": {
    channels: 3,
    extent: 12,
    layers: [full(32, 3, 2), depthwise(32), full(16, 1)],
  },
  "an inverted residual of 16": { channels: 16, extent: 8, layers: inverted(24, 96, 2) },
  "an inverted residual of 24": { channels: 24, extent: 6, layers: inverted(24, 144) },
  "an inverted residual of 32": { channels: 32, extent: 6, layers: inverted(32, 192, 2) },
  "depthwise on 24 channels": { channels: 24, extent: 7, layers: [depthwise(24, 2)] },
  "depthwise on 13 channels": { channels: 13, extent: 7, layers: [depthwise(13)] },
  "depthwise, 5×5": { channels: 32, extent: 8, layers: [full(32, 3), depthwise(32, 1, 5)] },
  "two outputs a channel": { channels: 16, extent: 6, layers: [grouped(32, 16)] },
  "groups that fill no vector": { channels: 18, extent: 6, layers: [grouped(30, 6)] },
};

/** A chain's result and its gradients for the image, the weights and the biases. */
function valuesOf({ channels, extent, layers }: Chain): Record<string, Value> {
  const x = input("x", [2, channels, extent, extent]);
  let y = x;
  const trained = layers.flatMap(({ outChannels, kernelSize, ...options }, at) => {
    const space: Pair = [kernelSize, kernelSize];
    const perGroup = shapeOf(y)[1]! / (options.groups ?? 1);
    const weight = input(`weight${at}`, [outChannels, perGroup, ...space]);
    const bias = input(`bias${at}`, [outChannels]);
    y = conv2d(y, { weight, bias }, options);
    return [weight, bias];
  });
  const dxs = gradients(sum(mul(y, input("dy", shapeOf(y)))), [x, ...trained]);
  return { y, ...Object.fromEntries(dxs.map((dx, at) => [`gradient${at}`, dx])) };
}

describeOnednn("convolutions of usual shapes", (backend) => {
  const generated = backend.description.includes("AVX-512") ? /^(jit|br)/ : /^(jit|br|x64:gemm)/;

  test.each(Object.keys(chains))("%s: all directions run on generated code", (name) => {
    const executable = backend.compile(makeGraph(valuesOf(chains[name]!)));
    const steps = executable.profile(1).filter((step) => step.name.startsWith("conv2d"));
    executable.dispose();
    expect(steps).toHaveLength(3 * chains[name]!.layers.length);
    for (const step of steps) expect(step.implementation, step.name).toMatch(generated);
  });

  test.each(Object.keys(chains))("%s: all directions agree with the reference", (name) => {
    const values = valuesOf(chains[name]!);
    const numbers = new Map<string, ArrayLike<number>>();
    for (const { name: leaf, value } of leavesOf(makeGraph(values), "input")) {
      numbers.set(leaf, signed(leaf, shapeOf(value), 0).data);
    }
    expectAsReference(backend, values, Object.fromEntries(numbers));
  });
});
