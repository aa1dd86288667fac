import { type Node, shapeOf, type Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { concat } from "../ops/concat.ts";
import { addBox, type PadAttrs, pad, padOp } from "../ops/pad.ts";

/**
 * The sum of what flows back into one value. The gradient of a slice is zero but for a box: boxes that follow each other
 * are joined, so that those of all parts of a value that was split are one concatenation, and others are added where
 * they stand. Added up as they come, n parts would take n passes over the whole.
 *
 * Shape: as the summands, of which there is one at least
 */
export function sumGradients(summands: readonly Value[]): Value {
  const boxes = joinBoxes(summands.filter(isPadded));
  const [first, ...others] = [...summands.filter((own) => !isPadded(own)), ...boxes];
  // The sum so far stands last, so that each summand is made when it is added: see passes/schedule.ts.
  return others.reduce((sum, own) => (isPadded(own) ? addPadded(sum, own) : add(own, sum)), first!);
}

function addPadded(sum: Value, padded: Value): Value {
  const start = paddingOf(padded).map(([before]) => before);
  return addBox(sum, padded.node.inputs[0]!, start);
}

/** Whether a value is zero but for a box. */
function isPadded({ node }: Value): boolean {
  return node.op === (padOp as Node["op"]);
}

function paddingOf({ node }: Value): PadAttrs["padding"] {
  return (node.attrs as PadAttrs).padding;
}

/** Padded boxes, joined where they follow each other along some dimension. */
function joinBoxes(padded: readonly Value[]): Value[] {
  let left = [...padded];
  for (const axis of padded[0]?.type.shape.keys() ?? []) {
    const along = left.filter((own) => isPadded(own) && isPaddedAlong(own, axis));
    const others = left.filter((own) => !along.includes(own));
    left = [...others, ...runsOf(along, axis).map((run) => joined(run, axis))];
  }
  return left;
}

/** Whether a padded box is whole in all dimensions but one. */
function isPaddedAlong(padded: Value, axis: number): boolean {
  return paddingOf(padded).every(([before, after], own) => own === axis || before + after === 0);
}

/** Boxes in chains, each beginning where the one before it ends. */
function runsOf(padded: readonly Value[], axis: number): Value[][] {
  const runs: Value[][] = [];
  const before = (own: Value) => paddingOf(own)[axis]![0];
  for (const own of [...padded].sort((a, b) => before(a) - before(b))) {
    const run = runs.find((boxes) => endOf(boxes.at(-1)!, axis) === before(own));
    if (run) run.push(own);
    else runs.push([own]);
  }
  return runs;
}

function endOf(padded: Value, axis: number): number {
  return shapeOf(padded)[axis]! - paddingOf(padded)[axis]![1];
}

function joined(run: readonly Value[], axis: number): Value {
  if (run.length === 1) return run[0]!;
  const boxes = concat(
    run.map(({ node }) => node.inputs[0]!),
    axis,
  );
  const sides = [paddingOf(run[0]!)[axis]![0], paddingOf(run.at(-1)!)[axis]![1]] as const;
  return pad(
    boxes,
    shapeOf(boxes).map((_, own) => (own === axis ? sides : [0, 0])),
  );
}
