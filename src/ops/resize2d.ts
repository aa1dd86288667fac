import { ShapeError } from "../core/errors.ts";
import type { Shape } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { checkFloat, checkRank, checkShape, noMacs, withShape } from "./shapeRules.ts";
import { type Pair, type PairOption, pairOf, spaceOf } from "./window.ts";

/**
 * Where pixel i of n comes from along an extent of m pixels:
 *
 * - `nearest`: pixel floor(i·m / n)
 * - `centres`: between the pixels around (i + ½)·m / n - ½, so that both images cover the same area
 * - `corners`: between the pixels around i·(m - 1) / (n - 1), so that the outermost centres coincide
 */
export type ResizeRule = "nearest" | "centres" | "corners";

export interface Resize2dAttrs {
  readonly size: Pair;
  readonly rule: ResizeRule;
}

export interface Resize2dGradAttrs {
  readonly rule: ResizeRule;
  readonly inputShape: Shape;
}

export interface Resize2dOptions {
  readonly size: PairOption;
  readonly method?: "nearest" | "bilinear";
  /** Whether `bilinear` lets the centres of the corner pixels coincide, rather than the edges of the images. */
  readonly alignCorners?: boolean;
}

/**
 * Images of another size: each pixel is the nearest one, or a mean of the four around it, weighted by distance.
 *
 * Shape: [N, C, H, W] -> [N, C, ...size]
 * @throws {ShapeError} when the size is no pair of whole numbers >= 1
 * @source PyTorch 1.13 documentation of torch.nn.functional.interpolate
 */
export const resize2dOp: Op<Resize2dAttrs> = {
  name: "resize2d",
  infer: ([x], { size }) => [
    withShape(x!, resizedShape("resize", checkRank("resize", "x", x!, 4), size)),
  ],
  gradient: ({ inputs: [x], attrs: { rule }, dys: [dy] }) => [
    applySingle(resize2dGradOp, [dy!], { rule, inputShape: shapeOf(x!) }),
  ],
  macs: noMacs,
};

/**
 * The gradient of `resize2d`: every dy given back to the pixels that it came from.
 *
 * Shape: dy [N, C, H', W'] -> [N, C, H, W]
 */
export const resize2dGradOp: Op<Resize2dGradAttrs> = {
  name: "resize2dGrad",
  infer: ([dy], { inputShape }) => {
    const action = "take the gradient of resize2d";
    checkFloat(action, "dy", dy!);
    checkShape(action, "dy", dy!, resizedShape(action, inputShape, spaceOf(dy!.shape)));
    return [withShape(dy!, inputShape)];
  },
  gradient: ({ inputs: [dy], attrs: { rule }, dys: [g] }) => [
    applySingle(resize2dOp, [g!], { rule, size: spaceOf(shapeOf(dy!)) }),
  ],
  macs: noMacs,
};

/** Images of another size, by nearest pixels or between them; x itself where it has that size. */
export function resize2d(
  x: Value,
  { size, method = "bilinear", alignCorners = false }: Resize2dOptions,
): Value {
  const rule = method === "nearest" ? "nearest" : alignCorners ? "corners" : "centres";
  const attrs = { size: pairOf(size), rule } as const;
  const resized = applySingle(resize2dOp, [x], attrs);
  return `${spaceOf(shapeOf(x))}` === `${attrs.size}` ? x : resized;
}

/** A place between two pixels: `low` counts 1 - `weight`, `high` counts `weight`. */
export interface Between {
  readonly low: number;
  readonly high: number;
  readonly weight: number;
}

/** What pixel `index` of `to` is made of along an extent of `from` pixels. */
export function sourceOf(
  rule: ResizeRule,
  index: number,
  { from, to }: { readonly from: number; readonly to: number },
): Between {
  if (rule === "nearest") {
    const low = Math.floor((index * from) / to);
    return { low, high: low, weight: 0 };
  }
  const place =
    rule === "corners"
      ? (index * (from - 1)) / Math.max(1, to - 1)
      : Math.max(0, ((2 * index + 1) * from) / (2 * to) - 0.5);
  const low = Math.floor(place);
  return { low, high: Math.min(low + 1, from - 1), weight: place - low };
}

function resizedShape(action: string, [n, c]: Shape, size: Pair): Shape {
  if (size.some((extent) => !Number.isInteger(extent) || extent < 1)) {
    throw new ShapeError(
      `Cannot ${action}: the size is ${size.join(" × ")}, needs whole numbers >= 1`,
    );
  }
  return [n!, c!, ...size];
}
