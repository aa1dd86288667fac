import { makeGraph, nodesOf } from "../graph/graph.ts";
import { type Node, shapeOf, type Value } from "../graph/node.ts";
import { avgPool2dOp } from "../ops/avgPool2d.ts";
import { concatOp } from "../ops/concat.ts";
import { type Conv2dAttrs, conv2dOp } from "../ops/conv2d.ts";
import { maxPool2dOp } from "../ops/maxPool2d.ts";
import { padOp, sliceOp } from "../ops/pad.ts";
import type { Pool2dAttrs } from "../ops/pool2d.ts";
import { type Pair, spaceOf } from "../ops/window.ts";

/**
 * What of the images a unit of an activation may depend on.
 *
 * Units: pixels
 */
export interface ReceptiveField {
  /** Height and width; they may exceed those of the image. */
  readonly size: Pair;
  /** From one unit to the next. */
  readonly jump: Pair;
}

/**
 * The receptive field of every value, null where a unit sees all of the image or has no place in it:
 * size_l = size_(l-1) + dilation·(kernelSize - 1)·jump_(l-1), jump_l = stride·jump_(l-1); where paths meet, the largest.
 *
 * Shape: values [N, C, H, W], x [N, C, H, W]
 * @source Araujo, Norris, Sim 2019, doi:10.23915/distill.00021
 */
export function receptiveFields(
  values: Readonly<Record<string, Value>>,
  x: Value,
): Readonly<Record<string, ReceptiveField | null>> {
  const fields = new Map<Node, ReceptiveField | null>();
  for (const node of nodesOf(makeGraph(values))) {
    const own = node === x.node ? pixel : fieldOf(node, fields);
    if (own !== undefined) fields.set(node, own);
  }
  const named = Object.entries(values).map(([name, { node }]) => [name, fields.get(node) ?? null]);
  return Object.fromEntries(named);
}

const pixel: ReceptiveField = { size: [1, 1], jump: [1, 1] };

/** Operations that move pixels or put images beside each other, so that extents change and fields do not. */
const movements: ReadonlySet<string> = new Set([padOp.name, sliceOp.name, concatOp.name]);

/** Nothing where a node does not depend on the images. */
function fieldOf(
  node: Node,
  fields: ReadonlyMap<Node, ReceptiveField | null>,
): ReceptiveField | null | undefined {
  const seen = node.inputs.filter((input) => fields.has(input.node));
  if (seen.length === 0) return undefined;
  const known = seen.map((input) => fields.get(input.node)).filter((own) => own != null);
  if (known.length < seen.length) return null;
  const field = { size: largest(known, "size"), jump: largest(known, "jump") };
  const window = windowOf(node);
  if (window) return throughWindow(field, window);
  return movements.has(node.op.name) || seen.some((input) => isInPlace(input, node)) ? field : null;
}

function largest(fields: readonly ReceptiveField[], key: keyof ReceptiveField): Pair {
  const along = (axis: 0 | 1) => Math.max(...fields.map((field) => field[key][axis]));
  return [along(0), along(1)];
}

type WindowAndKernel = Pick<Pool2dAttrs, "kernelSize" | "stride" | "dilation">;

function windowOf({ op, inputs, attrs }: Node): WindowAndKernel | undefined {
  switch (op.name) {
    case conv2dOp.name:
      return { ...(attrs as Conv2dAttrs), kernelSize: spaceOf(shapeOf(inputs[1]!)) };
    case avgPool2dOp.name:
    case maxPool2dOp.name:
      return attrs as Pool2dAttrs;
    default:
      return undefined;
  }
}

function throughWindow(
  { size, jump }: ReceptiveField,
  { kernelSize, stride, dilation }: WindowAndKernel,
): ReceptiveField {
  const grown = (axis: 0 | 1) => size[axis] + dilation[axis] * (kernelSize[axis] - 1) * jump[axis];
  return { size: [grown(0), grown(1)], jump: [jump[0] * stride[0], jump[1] * stride[1]] };
}

/** Whether a node's units lie where those of its input do. */
function isInPlace(input: Value, { outputs }: Node): boolean {
  const [before, after] = [shapeOf(input), outputs[0]!.shape];
  return after.length === 4 && before[2] === after[2] && before[3] === after[3];
}
