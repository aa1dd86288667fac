import type { Figure } from "../figure.ts";
import { depthCurves } from "./depthCurves.ts";
import { emptinessOf, readingCurves } from "./readingCurves.ts";
import type { ReadingRow, UntrainedRow } from "./readingLines.ts";

export interface TwoNnFigureOptions {
  readonly untrained: readonly UntrainedRow[];
  /** Which images, such as `500 test images`. */
  readonly subtitle: string;
}

/** Intrinsic dimension over the layers beside that of clouds without a bend, and over the epochs. */
export async function twoNnFigures(
  rows: readonly ReadingRow[],
  { untrained, subtitle }: TwoNnFigureOptions,
): Promise<Figure[]> {
  const dimension = "intrinsic dimension";
  const own = rename(rows, "dimension", dimension);
  const isOne = new Set(rows.map(({ group, run }) => group ?? run)).size === 1;
  const panel = (row: ReadingRow, name: string) => {
    const title = isOne ? name : `${row.group ?? row.run}: ${name}`;
    return { ...row, group: title };
  };
  const control = rename(rows, "linearised dimension", dimension);
  const depth = await depthCurves(
    [
      ...own.map((row) => panel(row, "the layers’ outputs")),
      ...control.map((row) => panel(row, "clouds without a bend, of the same covariance")),
    ],
    {
      id: "two-nn-depth",
      title: "How many numbers say where an image is in each layer",
      subtitle,
      caption:
        "Intrinsic dimension (TwoNN) of the layers' outputs, from the first layer at the left to the last at the right; a line an epoch, 0 being the initialisation. Below, the same of as many points of a normal distribution with the same covariance: what lies far below it there is bent, not flat. Scales differ. Shaded: 95% interval; of one run over its images (jackknife), of several over seeds. Grey, of the outputs and of the clouds alike: from the least to the greatest intrinsic dimension of the outputs of networks with fresh random parameters.",
      yLabel: dimension,
      untrained: rename(untrained, "dimension", dimension),
    },
  );
  const overEpochs = await readingCurves(own, {
    id: "two-nn",
    bounds: { [dimension]: [0, Number.POSITIVE_INFINITY] },
    headline: "How the dimension of each layer's outputs changes while it learns",
    caption:
      "Intrinsic dimension (TwoNN): the number of coordinates that it takes to say where an image lies among the others, from how much farther its second neighbour is than its first.",
    subtitle,
    untrained: rename(untrained, "dimension", dimension),
  });
  return emptinessOf(own) ? [] : [depth, ...overEpochs];
}

function rename<Row extends UntrainedRow>(
  rows: readonly Row[],
  quantity: string,
  name: string,
): Row[] {
  return rows.filter((row) => row.quantity === quantity).map((row) => ({ ...row, quantity: name }));
}
