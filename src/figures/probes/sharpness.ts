import type { Figure } from "../figure.ts";
import { readingCurves } from "./readingCurves.ts";
import type { ReadingRow } from "./readingLines.ts";

/** At which rate a run was learning at an epoch. */
export interface RateAt {
  readonly run: string;
  readonly group: string | undefined;
  readonly seed: number;
  readonly epoch: number;
  /** Nothing where none is known, or there is none. */
  readonly learningRate: number | null;
}

/** What was measured of the bends of the loss. */
export interface SharpnessData {
  readonly rows: readonly ReadingRow[];
  readonly rates: readonly RateAt[];
  /** Which images the loss is of, such as `100 training images`. */
  readonly images: string;
}

/** Times the largest eigenvalue: drawn beyond that, the limit would press all eigenvalues flat. */
const farAbove = 4;
const ratio = "ratio to the stable limit";

/** The eigenvalues over the epochs beside the limit that the learning rate sets, and the other quantities. */
export async function sharpnessFigures({ rows, rates, images }: SharpnessData): Promise<Figure[]> {
  const named = rows.map((row) =>
    row.quantity === "eigenvalue" ? { ...row, of: `λ${row.of}` } : row,
  );
  const most = Math.max(0, ...named.map(({ of, value }) => (of && value) || 0));
  const limits = rates.flatMap(({ learningRate, ...at }): ReadingRow[] => {
    const value = learningRate ? 2 / learningRate : null;
    if (value === null || (most > 0 && value > farAbove * most)) return [];
    return [{ ...at, quantity: "eigenvalue", of: "2/rate", value }];
  });
  return await readingCurves([...named, ...limits], {
    id: "sharpness",
    headlines: {
      eigenvalue: "How steeply the loss bends, beside the limit that the learning rate sets",
      trace: "How steeply the loss bends in all directions together",
      [ratio]: "How near the steepest bend is to the limit that the learning rate sets",
    },
    references: { [ratio]: { value: 1, label: "limit" } },
    subtitle: `Hessian of the mean loss of ${images}`,
    captions: {
      eigenvalue:
        "Eigenvalues of the Hessian: the loss's second derivatives in the directions in which it bends most, λ1 the largest. 2/rate: above it, steps of plain gradient descent at the learning rate of that epoch grow instead of shrink along the direction; where the rate is so small that it lies far above all eigenvalues, it is not drawn.",
      [ratio]:
        "Largest eigenvalue of the Hessian divided by 2/rate: above 1, steps of plain gradient descent at the learning rate of that epoch grow instead of shrink along that direction.",
      trace: "Trace: sum of all eigenvalues of the Hessian, estimated by random vectors.",
    },
  });
}
