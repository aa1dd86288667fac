import type { Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { sub } from "../ops/sub.ts";

/** kept · average + (1 - kept) · next, as a correction of the average, which backends can do in one pass over memory. */
export function movingAverage(average: Value, next: Value, kept: number): Value {
  return add(affine(sub(next, average), 1 - kept), average);
}

/** kept · total + next, written like `movingAverage` for one pass over memory. */
export function decayingSum(total: Value, next: Value, kept: number): Value {
  return affine(add(affine(next, 1 / kept), total), kept);
}
