import type { Kernel } from "../../graph/kernel.ts";
import type { MatmulAttrs } from "../../ops/matmul.ts";

/** y[.., m, n] = Σ a[.., m, k] · b[.., k, n] over k; a transposed operand is read with its steps exchanged. */
export const matmul: Kernel<MatmulAttrs> = (inputs, outputs, { transposeA, transposeB }) => {
  const [a, b] = inputs;
  const y = outputs[0]!;
  const columns = y.shape.at(-1)!;
  const rows = y.shape.at(-2)!;
  const inner = a!.shape.at(transposeA ? -2 : -1)!;
  const aRow = transposeA ? 1 : inner;
  const aInner = transposeA ? rows : 1;
  const bInner = transposeB ? 1 : columns;
  const bColumn = transposeB ? inner : 1;
  for (let at = 0; at < y.data.length; at++) {
    const n = at % columns;
    const m = ((at - n) / columns) % rows;
    const matrix = Math.floor(at / (rows * columns));
    let aAt = matrix * rows * inner + m * aRow;
    let bAt = matrix * inner * columns + n * bColumn;
    let total = 0;
    for (let k = 0; k < inner; k++) {
      total += a!.data[aAt]! * b!.data[bAt]!;
      aAt += aInner;
      bAt += bInner;
    }
    y.data[at] = total;
  }
};
