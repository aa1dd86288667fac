import fc from "fast-check";
import { expect, test } from "vitest";
import type { Node } from "../../src/graph/node.ts";
import type { AvgPool2dAttrs } from "../../src/ops/avgPool2d.ts";
import type { Conv2dAttrs } from "../../src/ops/conv2d.ts";
import { type OpName, ops } from "../../src/ops/index.ts";
import type { Pool2dAttrs } from "../../src/ops/pool2d.ts";
import { opCases } from "./opCases.ts";
import { graphOf } from "./runCase.ts";

/** The nodes that 300 cases of an operation consist of. */
function nodesOf<Attrs>(op: OpName): Node<Attrs>[] {
  const cases = opCases[op];
  if ("skip" in cases) return [];
  return fc
    .sample(cases, { numRuns: 300, seed: 1 })
    .map((opCase) => graphOf(opCase).outputs.y0!.node as Node<Attrs>);
}

test.each(Object.keys(ops) as OpName[])("the cases of %s are applications of it", (op) => {
  for (const node of nodesOf(op)) expect(node.op.name).toBe(op);
});

const convolutions = nodesOf<Conv2dAttrs>("conv2d").map(({ inputs, attrs, outputs }) => {
  const [batch, channels, height, width] = inputs[0]!.type.shape;
  const [, , kernelHeight, kernelWidth] = inputs[1]!.type.shape;
  return { batch, channels, height, width, kernelHeight, kernelWidth, inputs, attrs, outputs };
});

test.each<[string, (own: (typeof convolutions)[number]) => boolean]>([
  ["a batch of 1", ({ batch }) => batch === 1],
  ["an image of 1 pixel", ({ height, width }) => height === 1 && width === 1],
  ["a kernel of 1 tap", ({ kernelHeight, kernelWidth }) => kernelHeight === 1 && kernelWidth === 1],
  ["a kernel that is not square", ({ kernelHeight, kernelWidth }) => kernelHeight !== kernelWidth],
  ["a stride beyond the kernel", ({ attrs, kernelHeight }) => attrs.stride[0] > kernelHeight!],
  ["dilation", ({ attrs, kernelHeight }) => attrs.dilation[0] > 1 && kernelHeight! > 1],
  ["groups", ({ attrs }) => attrs.groups > 1],
  ["one channel a group", ({ attrs, channels }) => attrs.groups > 1 && attrs.groups === channels],
  ["more padding after than before", ({ attrs: { padding } }) => padding[0][0] < padding[0][1]],
  ["padding beyond the kernel", ({ attrs, kernelWidth }) => attrs.padding[1][0] >= kernelWidth!],
  ["no padding", ({ attrs }) => attrs.padding.flat().every((count) => count === 0)],
  [
    "a plain window",
    ({ attrs }) => [...attrs.stride, ...attrs.dilation].every((step) => step === 1),
  ],
  ["a bias", ({ inputs }) => inputs.length === 3],
  ["no bias", ({ inputs }) => inputs.length === 2],
])("the cases of conv2d include %s", (_, isIncluded) => {
  expect(convolutions.some(isIncluded)).toBe(true);
});

const poolings = nodesOf<AvgPool2dAttrs>("avgPool2d").map(({ attrs }) => attrs);

test.each<[string, (attrs: AvgPool2dAttrs) => boolean]>([
  ["overlapping windows", ({ kernelSize, stride }) => stride[0] < kernelSize[0]],
  ["gaps between windows", ({ kernelSize, stride }) => stride[0] > kernelSize[0]],
  ["windows that touch", ({ kernelSize, stride }) => `${stride}` === `${kernelSize}`],
  ["counted padding", (attrs) => attrs.countPadding && attrs.padding[0][0] > 0],
  ["padding that does not count", (attrs) => !attrs.countPadding && attrs.padding[0][0] > 0],
])("the cases of avgPool2d include %s", (_, isIncluded) => {
  expect(poolings.some(isIncluded)).toBe(true);
});

test("the cases of maxPool2d include dilated windows with padding", () => {
  const windows = nodesOf<Pool2dAttrs>("maxPool2d").map(({ attrs }) => attrs);
  const isIncluded = ({ dilation, padding }: Pool2dAttrs) => dilation[0] > 1 && padding[0][0] > 0;
  expect(windows.some(isIncluded)).toBe(true);
});
