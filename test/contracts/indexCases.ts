/** Random cases of the operations that pick and add up by index; some indices lie outside. */
import fc from "fast-check";
import { apply } from "../../src/graph/node.ts";
import { gatherOp, scatterAddOp } from "../../src/ops/gather.ts";
import { extent, integers, seed, shapeOfRank, signed } from "./arbitraries.ts";
import type { OpCase } from "./runCase.ts";

const picks = fc
  .record({
    batch: shapeOfRank(0, 2),
    middle: shapeOfRank(0, 1),
    extent,
    picked: shapeOfRank(0, 2),
    rest: shapeOfRank(0, 2),
    dtype: fc.constantFrom("i32" as const, "u8" as const),
    from: seed,
  })
  .map(({ batch, middle, extent, picked, rest, dtype, from }) => {
    const shape = [...batch, ...picked];
    const low = dtype === "i32" ? -1 : 0;
    return {
      x: signed("x", [...batch, ...middle, extent, ...rest], from),
      dy: signed("dy", [...batch, ...middle, ...picked, ...rest], from),
      indices: integers("indices", { shape, dtype }, { low, high: extent, from }),
      attrs: { axis: batch.length + middle.length, batchDims: batch.length },
    };
  });

/** Cases of picking and of its gradient. */
export const indexCases = {
  gather: picks.map(
    ({ x, indices, attrs }): OpCase => ({
      inputs: [x, indices],
      build: (values) => apply(gatherOp, values, attrs),
    }),
  ),
  scatterAdd: picks.map(
    ({ x, indices, dy, attrs }): OpCase => ({
      inputs: [indices, dy],
      build: (values) => apply(scatterAddOp, values, { ...attrs, inputShape: x.type.shape }),
    }),
  ),
};
