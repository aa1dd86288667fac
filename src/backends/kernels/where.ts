import type { Kernel, Tensor } from "../../graph/kernel.ts";
import type { NoAttrs } from "../../ops/shapeRules.ts";
import { broadcastOffset, rowLength } from "./offsets.ts";

/** a where the condition is not 0, else b, with broadcasting; all of it is one row where nothing has to be stretched. */
export const where: Kernel<NoAttrs> = (inputs, outputs) => {
  const condition = inputs[0]!;
  const a = inputs[1]!;
  const b = inputs[2]!;
  const y = outputs[0]!;
  const isFlat = isDense(condition, y) && isDense(a, y) && isDense(b, y);
  const length = isFlat ? y.data.length : rowLength(y.shape);
  const conditionStep = stepOf(condition, isFlat);
  const aStep = stepOf(a, isFlat);
  const bStep = stepOf(b, isFlat);
  const { data } = y;
  const [ofCondition, ofA, ofB] = [condition.data, a.data, b.data];
  for (let row = 0; row < data.length; row += length) {
    let inCondition = broadcastOffset(row, y.shape, condition.shape);
    let inA = broadcastOffset(row, y.shape, a.shape);
    let inB = broadcastOffset(row, y.shape, b.shape);
    for (let i = row; i < row + length; i++) {
      data[i] = ofCondition[inCondition] !== 0 ? ofA[inA]! : ofB[inB]!;
      inCondition += conditionStep;
      inA += aStep;
      inB += bStep;
    }
  }
};

/** Whether an operand is read element by element in y's order, or is one number for all. */
function isDense(operand: Tensor, y: Tensor): boolean {
  return operand.data.length === y.data.length || operand.data.length === 1;
}

/** How far to move in an operand from element to element of a row. */
function stepOf(operand: Tensor, isFlat: boolean): 0 | 1 {
  return (isFlat ? operand.data.length : rowLength(operand.shape)) === 1 ? 0 : 1;
}
