import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { leadingCounts } from "../../src/linalg/leadingCounts.ts";
import { loadOpenblas } from "../../src/linalg/openblas.ts";
import { centredRows } from "../../src/probes/dimension/centredRows.ts";
import { innerProducts, makeSpectra, type Points } from "../../src/probes/dimension/rowSpectra.ts";
import type { Compute } from "../../src/probes/dimension/squaredSingularValues.ts";
import { computeOnce } from "../../src/probing/computeOnce.ts";
import { everyBackend } from "../support/everyBackend.ts";
import { type FixtureFile, fixturesIn } from "./fixtureFiles.ts";

const shares = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99];
/** Larger shares take so many of these few components that all eigenvalues are computed. */
const searchedShares = 2;
const fixtures = fixturesIn(fileURLToPath(new URL("fixtures/pca", import.meta.url)));

/** Every backend alone, and OpenBLAS beside one where it is there. */
const ways = [
  ...everyBackend().map(([name, backend]) => ({ name, backend, blas: null })),
  ...(loadOpenblas()
    ? [{ name: "OpenBLAS", backend: everyBackend()[0]![1], blas: loadOpenblas() }]
    : []),
];

describe.each(ways)("on $name", ({ backend, blas }) => {
  test.each(fixtures)(
    "makeSpectra() counts as many components as scikit-learn does in real outputs of $title",
    ({ tensors, metadata }) => {
      const compute: Compute = (inputs, build) => computeOnce(backend, inputs, build);
      const spectra = makeSpectra(compute, pointsOf(tensors), { blas });
      const found = spectra.counts(shares);
      expect(found.components).toEqual(JSON.parse(metadata.counts!));
      expect(found.participationRatio! / Number(metadata.participationRatio)).toBeCloseTo(1, 6);
      const ratios: number[] = JSON.parse(metadata.ratios!);
      const variances = spectra.all();
      ratios.forEach((ratio, at) => {
        expect(variances[at]! / found.total / ratio).toBeCloseTo(1, 4);
      });
    },
  );
});

test.skipIf(loadOpenblas() === null).each(fixtures)(
  "leadingCounts() searches and counts as many components as scikit-learn in real outputs of $title",
  ({ tensors, metadata }) => {
    const backend = everyBackend()[0]![1];
    const points = pointsOf(tensors);
    const products = innerProducts((inputs, build) => computeOnce(backend, inputs, build), points);
    const n = points.count;
    const total = products.reduce((sum, own, at) => (at % (n + 1) === 0 ? sum + own : sum), 0);
    const problem = {
      matrix: Float64Array.from(products),
      n,
      fill: (target: Float64Array) => target.set(products),
      total,
      squares: products.reduce((sum, own) => sum + own * own, 0),
      sums: shares.slice(0, searchedShares).map((share) => share * total),
    };
    const found = leadingCounts(loadOpenblas()!, problem, { block: 4, most: n - 4 });
    expect(found).toEqual(JSON.parse(metadata.counts!).slice(0, searchedShares));
  },
);

function pointsOf(tensors: FixtureFile["tensors"]): Points {
  const { data, shape } = tensors.get("outputs")!;
  const points = centredRows({ values: data, count: shape[0]!, size: shape[1]! });
  if ("reason" in points) throw new Error(points.reason);
  return points;
}
