/** Random shapes, windows and numbers, from which cases of operations are made. */
import fc from "fast-check";
import { makeStream } from "../../src/core/random.ts";
import { type Shape, sizeOf } from "../../src/core/shape.ts";
import type { TensorType } from "../../src/graph/node.ts";
import type { Pair, Window } from "../../src/ops/window.ts";

/** A value to feed, with its numbers. */
export interface OpInput {
  readonly name: string;
  readonly type: TensorType;
  readonly data: ArrayLike<number>;
}

/** Small, odd and 1: what exposes wrong strides soonest. */
export const extent = fc.integer({ min: 1, max: 5 });

/** Picks the numbers of a case; shrinks to 0. */
export const seed = fc.nat(1_000_000);

export function shapeOfRank(minLength: number, maxLength = 4): fc.Arbitrary<number[]> {
  return fc.array(extent, { minLength, maxLength });
}

/** An operand that broadcasting stretches to `shape`: some extents are 1, some leading ones left out. */
export function stretchable(shape: Shape): fc.Arbitrary<number[]> {
  const ones = fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length });
  return fc
    .tuple(ones, fc.nat(shape.length))
    .map(([isOne, dropped]) => shape.map((own, axis) => (isOne[axis] ? 1 : own)).slice(dropped));
}

/** A window on an image that holds it at least once. */
export interface Placed {
  readonly kernel: Pair;
  readonly image: Pair;
  /** Number of positions of the window. */
  readonly positions: Pair;
  readonly window: Window;
}

/** Zeros before and after: none, equal, or any. */
const sides = fc.oneof(
  fc.constant([0, 0] as const),
  fc.nat(3).map((count) => [count, count] as const),
  fc.tuple(fc.nat(4), fc.nat(4)),
);

/** Strides beyond the kernel, dilation, padding that differs by side and may exceed the kernel. */
export const convolutionWindow: fc.Arbitrary<Placed> = placed(
  fc.record({
    kernel: fc.integer({ min: 1, max: 4 }),
    stride: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 5 })),
    dilation: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 3 })),
    padding: sides,
    positions: fc.integer({ min: 1, max: 3 }),
    spare: fc.nat(4),
  }),
);

/** As above, with padding smaller than the kernel and no dilation. */
export const poolingWindow: fc.Arbitrary<Placed> = pooling(fc.constant(1));

/** Windows of which each holds a pixel: an image as large as the dilation cannot lie between two taps. */
export const dilatedPoolingWindow: fc.Arbitrary<Placed> = pooling(
  fc.integer({ min: 1, max: 3 }),
).filter(({ image, window }) => image.every((own, axis) => own >= window.dilation[axis]!));

function pooling(dilation: fc.Arbitrary<number>): fc.Arbitrary<Placed> {
  return placed(
    fc
      .record({
        kernel: fc.integer({ min: 1, max: 4 }),
        stride: fc.integer({ min: 1, max: 5 }),
        dilation,
        padding: sides,
        positions: fc.integer({ min: 1, max: 4 }),
        spare: fc.nat(4),
      })
      .map(({ padding: [before, after], ...axis }) => ({
        ...axis,
        padding: [before % axis.kernel, after % axis.kernel],
      })),
  );
}

interface PlacedAxis {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: Pair;
  readonly positions: number;
  /** Pixels at the end that no window reaches. */
  readonly spare: number;
}

/** The same along both dimensions, or different. */
function placed(axis: fc.Arbitrary<PlacedAxis>): fc.Arbitrary<Placed> {
  const square = axis.map((own) => [own, own] as const);
  return fc.oneof(square, fc.tuple(axis, axis)).map(([rows, columns]) => {
    const both = (pick: (own: PlacedAxis) => number): Pair => [pick(rows), pick(columns)];
    return {
      kernel: both((own) => own.kernel),
      image: both(imageExtent),
      positions: both((own) => Math.floor((padded(own) - covered(own)) / own.stride) + 1),
      window: {
        stride: both((own) => own.stride),
        dilation: both((own) => own.dilation),
        padding: [rows.padding, columns.padding],
      },
    };
  });
}

function covered({ kernel, dilation }: PlacedAxis): number {
  return dilation * (kernel - 1) + 1;
}

/** Pixels for the wanted positions, and at least one. */
function imageExtent(own: PlacedAxis): number {
  const reached = (own.positions - 1) * own.stride + covered(own);
  return Math.max(1, reached + (own.spare % own.stride) - own.padding[0] - own.padding[1]);
}

function padded(own: PlacedAxis): number {
  return imageExtent(own) + own.padding[0] + own.padding[1];
}

/** Numbers in (-1, 1), all different and none near 0, so that no maximum and no kink is ambiguous. */
export function signed(name: string, shape: Shape, from: number): OpInput {
  const size = sizeOf(shape);
  const order = makeStream(from, name).permutation(0, size);
  const data = Array.from(order, (place) => (2 * (place + 0.3)) / size - 1);
  return { name, type: { dtype: "f32", shape }, data };
}

/** Numbers in [0.5, 2), which may be divided by and have a logarithm. */
export function positive(name: string, shape: Shape, from: number): OpInput {
  const data = new Float64Array(sizeOf(shape));
  makeStream(from, name).fillUniform(data, 0, 0.5, 2);
  return { name, type: { dtype: "f32", shape }, data };
}

/** Integers from `low` to `high`, both included. */
export function integers(
  name: string,
  { shape, dtype }: { readonly shape: Shape; readonly dtype: "i32" | "u8" },
  { low, high, from }: { readonly low: number; readonly high: number; readonly from: number },
): OpInput {
  const stream = makeStream(from, name);
  const data = Array.from(
    { length: sizeOf(shape) },
    (_, index) => low + stream.integers(0, index, high - low + 1),
  );
  return { name, type: { dtype, shape }, data };
}
