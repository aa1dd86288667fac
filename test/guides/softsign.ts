import { applySingle, type Op, type Value } from "../../src/graph/node.ts";
import { layer } from "../../src/nn/layer.ts";

/** d(x / (1 + |x|))/dx = (1 - |y|)², from the output y. */
const softsignGradOp: Op = {
  name: "softsignGrad",
  infer: ([y]) => [y!],
  gradient: () => ({ none: "softsign has no second derivative here" }),
  macs: () => 0,
  kernel([y, dy], [dx]) {
    for (let i = 0; i < dx!.data.length; i++) {
      dx!.data[i] = dy!.data[i]! * (1 - Math.abs(y!.data[i]!)) ** 2;
    }
  },
};

const softsignOp: Op = {
  name: "softsign",
  infer: ([x]) => [x!],
  gradient: ({ outputs: [y], dys: [dy] }) => [applySingle(softsignGradOp, [y!, dy!], {})],
  macs: () => 0,
  kernel([x], [y]) {
    for (let i = 0; i < y!.data.length; i++) {
      y!.data[i] = x!.data[i]! / (1 + Math.abs(x!.data[i]!));
    }
  },
};

/** x / (1 + |x|), as a layer. */
export const softsign = layer((x: Value): Value => applySingle(softsignOp, [x], {}));
