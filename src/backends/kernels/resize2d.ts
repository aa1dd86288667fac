/* Letters: (p, q) pixel of the resized image, between the rows `top` and `bottom`, the columns `left` and `right`. */
import type { Shape } from "../../core/shape.ts";
import type { Kernel } from "../../graph/kernel.ts";
import {
  type Between,
  type Resize2dAttrs,
  type Resize2dGradAttrs,
  type ResizeRule,
  sourceOf,
} from "../../ops/resize2d.ts";

/** y[p, q] = Σ weight · x over the four pixels around its place */
export const resize2d: Kernel<Resize2dAttrs> = (inputs, outputs, { rule }) => {
  const x = inputs[0]!;
  const y = outputs[0]!;
  const { planes, height, width, rows, columns } = sources(rule, x.shape, y.shape);
  let at = 0;
  for (let plane = 0; plane < planes; plane++) {
    for (const { low, high, weight: down } of rows) {
      const top = (plane * height + low) * width;
      const bottom = (plane * height + high) * width;
      for (const { low: left, high: right, weight } of columns) {
        const above = x.data[top + left]! * (1 - weight) + x.data[top + right]! * weight;
        const below = x.data[bottom + left]! * (1 - weight) + x.data[bottom + right]! * weight;
        y.data[at++] = above * (1 - down) + below * down;
      }
    }
  }
};

/** dx = Σ weight · dy[p, q] over the pixels whose four neighbours it belongs to */
export const resize2dGrad: Kernel<Resize2dGradAttrs> = (inputs, outputs, { rule }) => {
  const dy = inputs[0]!;
  const dx = outputs[0]!.data;
  const { planes, height, width, rows, columns } = sources(rule, outputs[0]!.shape, dy.shape);
  dx.fill(0);
  const give = (place: number, share: number) => {
    dx[place] = dx[place]! + share;
  };
  let at = 0;
  for (let plane = 0; plane < planes; plane++) {
    for (const { low, high, weight: down } of rows) {
      const top = (plane * height + low) * width;
      const bottom = (plane * height + high) * width;
      for (const { low: left, high: right, weight } of columns) {
        const share = dy.data[at++]!;
        give(top + left, share * (1 - down) * (1 - weight));
        give(top + right, share * (1 - down) * weight);
        give(bottom + left, share * down * (1 - weight));
        give(bottom + right, share * down * weight);
      }
    }
  }
};

function sources(rule: ResizeRule, x: Shape, y: Shape) {
  const [batch, channels, height, width] = x as Extents;
  const [, , tall, wide] = y as Extents;
  return {
    planes: batch * channels,
    height,
    width,
    rows: along(rule, height, tall),
    columns: along(rule, width, wide),
  };
}

function along(rule: ResizeRule, from: number, to: number): Between[] {
  return Array.from({ length: to }, (_, index) => sourceOf(rule, index, { from, to }));
}

type Extents = readonly [number, number, number, number];
