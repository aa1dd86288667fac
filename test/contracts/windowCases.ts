/** Random cases of the operations that slide a window: convolution in its three directions, and pooling. */
import fc from "fast-check";
import { apply } from "../../src/graph/node.ts";
import type { FusedActivation } from "../../src/ops/activation.ts";
import { avgPool2dGradOp, avgPool2dOp } from "../../src/ops/avgPool2d.ts";
import { conv2dInputGradOp, conv2dOp, conv2dParameterGradOp } from "../../src/ops/conv2d.ts";
import { maxPool2dGradOp, maxPool2dOp } from "../../src/ops/maxPool2d.ts";
import { resize2dGradOp, resize2dOp } from "../../src/ops/resize2d.ts";
import type { Pair } from "../../src/ops/window.ts";
import {
  convolutionWindow,
  dilatedPoolingWindow,
  type OpInput,
  type Placed,
  poolingWindow,
  seed,
  signed,
} from "./arbitraries.ts";
import type { OpCase } from "./runCase.ts";

/** A convolution before it is decided which of its directions is the case. */
interface Convolution {
  readonly x: OpInput;
  readonly weight: OpInput;
  readonly bias: OpInput;
  readonly dy: OpInput;
  readonly hasBias: boolean;
  readonly attrs: Placed["window"] & { readonly groups: number };
}

/** Cases of the three directions; `channels` are those of one group. */
export function convolutionCases(
  channels: fc.Arbitrary<number>,
  activation: FusedActivation = "none",
  groups = fc.integer({ min: 1, max: 3 }),
) {
  const convolution = fc
    .record({
      placed: convolutionWindow,
      batch: fc.integer({ min: 1, max: 3 }),
      groups,
      inputs: channels,
      outputs: channels,
      hasBias: fc.boolean(),
      seed,
    })
    .map(({ placed: { kernel, image, positions, window }, ...own }): Convolution => {
      const { batch, groups, inputs, outputs, hasBias } = own;
      return {
        x: signed("x", [batch, groups * inputs, ...image], own.seed),
        weight: signed("weight", [groups * outputs, inputs, ...kernel], own.seed),
        bias: signed("bias", [groups * outputs], own.seed),
        dy: signed("dy", [batch, groups * outputs, ...positions], own.seed),
        hasBias,
        attrs: { ...window, groups },
      };
    });
  return {
    conv2d: convolution.map(
      ({ x, weight, bias, hasBias, attrs }): OpCase => ({
        inputs: hasBias ? [x, weight, bias] : [x, weight],
        build: (values) => apply(conv2dOp, values, { ...attrs, activation }),
        ...(activation !== "none" && {
          sums: (values) => apply(conv2dOp, values, { ...attrs, activation: "none" }),
        }),
      }),
    ),
    conv2dInputGrad: convolution.map(
      ({ x, weight, dy, attrs }): OpCase => ({
        inputs: [dy, weight],
        build: (values) => apply(conv2dInputGradOp, values, { ...attrs, inputShape: x.type.shape }),
      }),
    ),
    conv2dParameterGrad: convolution.map(
      ({ x, weight, dy, hasBias, attrs }): OpCase => ({
        inputs: [x, dy],
        build: (values) =>
          apply(conv2dParameterGradOp, values, {
            ...attrs,
            weightShape: weight.type.shape,
            hasBias,
          }),
      }),
    ),
  };
}

/** Cases of pooling and of its gradients. */
export function poolingCases(channels: fc.Arbitrary<number>) {
  const pooling = (window: fc.Arbitrary<Placed>) =>
    fc
      .record({
        placed: window,
        batch: fc.integer({ min: 1, max: 3 }),
        channels,
        countPadding: fc.boolean(),
        seed,
      })
      .map(({ placed: { kernel, image, positions, window }, countPadding, ...own }) => ({
        x: signed("x", [own.batch, own.channels, ...image], own.seed),
        dy: signed("dy", [own.batch, own.channels, ...positions], own.seed),
        attrs: { ...window, kernelSize: kernel },
        countPadding,
      }));
  const average = pooling(poolingWindow);
  const maximum = pooling(dilatedPoolingWindow);
  return {
    avgPool2d: average.map(
      ({ x, attrs, countPadding }): OpCase => ({
        inputs: [x],
        build: (values) => apply(avgPool2dOp, values, { ...attrs, countPadding }),
      }),
    ),
    avgPool2dGrad: average.map(
      ({ x, dy, attrs, countPadding }): OpCase => ({
        inputs: [dy],
        build: (values) =>
          apply(avgPool2dGradOp, values, { ...attrs, countPadding, inputShape: x.type.shape }),
      }),
    ),
    maxPool2d: maximum.map(
      ({ x, attrs }): OpCase => ({
        inputs: [x],
        build: (values) => apply(maxPool2dOp, values, attrs),
      }),
    ),
    /** Fed with real winners: a backend may keep them in a form of its own. */
    maxPool2dGrad: maximum.map(
      ({ x, dy, attrs }): OpCase => ({
        inputs: [x, dy],
        build: ([image, gradient]) => {
          const winners = apply(maxPool2dOp, [image!], attrs)[1]!;
          return apply(maxPool2dGradOp, [winners, gradient!], {
            ...attrs,
            inputShape: x.type.shape,
          });
        },
      }),
    ),
  };
}

/** Cases of images of another size and of the gradient. */
export function resizeCases(channels: fc.Arbitrary<number>) {
  const side = fc.integer({ min: 1, max: 6 });
  const resize = fc
    .record({
      batch: fc.integer({ min: 1, max: 3 }),
      channels,
      image: fc.tuple(side, side),
      // Multiples are what oneDNN's nearest pixels are used for.
      size: fc.oneof(fc.constant("double" as const), fc.tuple(side, side)),
      rule: fc.constantFrom("nearest" as const, "centres" as const, "corners" as const),
      seed,
    })
    .map(({ batch, channels, image, size, rule, ...own }) => {
      const to: Pair = size === "double" ? [2 * image[0], 2 * image[1]] : size;
      return {
        x: signed("x", [batch, channels, ...image], own.seed),
        dy: signed("dy", [batch, channels, ...to], own.seed),
        attrs: { rule, size: to },
      };
    });
  return {
    resize2d: resize.map(
      ({ x, attrs }): OpCase => ({
        inputs: [x],
        build: (values) => apply(resize2dOp, values, attrs),
      }),
    ),
    resize2dGrad: resize.map(
      ({ x, dy, attrs: { rule } }): OpCase => ({
        inputs: [dy],
        build: (values) => apply(resize2dGradOp, values, { rule, inputShape: x.type.shape }),
      }),
    ),
  };
}
