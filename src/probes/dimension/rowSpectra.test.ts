import { describe, expect, test } from "vitest";
import { everyBackend } from "../../../test/support/everyBackend.ts";
import { makeStream } from "../../core/random.ts";
import { loadOpenblas } from "../../linalg/openblas.ts";
import { computeOnce } from "../../probing/computeOnce.ts";
import { centredRows } from "./centredRows.ts";
import { componentsFor, participationRatio } from "./explainedVariance.ts";
import { makeSpectra, type Points } from "./rowSpectra.ts";
import type { Compute } from "./squaredSingularValues.ts";

const shares = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99];

/** Every backend alone, and OpenBLAS beside one where it is there. */
const ways = [
  ...everyBackend().map(([name, backend]) => [name, backend, null] as const),
  ...(loadOpenblas() ? [["OpenBLAS", everyBackend()[0]![1], loadOpenblas()] as const] : []),
];

function pointsOf(count: number, size: number): Points {
  const values = new Float32Array(count * size);
  makeStream(0, "test/points").fillNormal(values, 0, 3, 1);
  const faded = values.map((own, at) => own / (1 + (at % size)));
  const points = centredRows({ values: faded, count, size });
  if ("reason" in points) throw new Error(points.reason);
  return points;
}

function some(count: number, step: number): Uint32Array {
  return Uint32Array.from({ length: Math.floor(count / step) }, (_, at) => at * step);
}

describe.each(ways)("on %s", (_, backend, blas) => {
  const compute: Compute = (inputs, build) => computeOnce(backend, inputs, build);

  test.each([
    [60, 20],
    [20, 60],
  ])("makeSpectra() counts of %d points in %d dimensions what all variances say", (count, size) => {
    const points = pointsOf(count, size);
    const spectra = makeSpectra(compute, points, { blas });
    const [found, whole] = [spectra.counts(shares), spectra.all()];
    expect(found.components).toEqual(shares.map((share) => componentsFor(whole, share)));
    expect(found.participationRatio! / participationRatio(whole)!).toBeCloseTo(1, 6);
    expect(found.total / whole.reduce((sum, own) => sum + own, 0)).toBeCloseTo(1, 6);
  });

  test.each([
    [40, 30],
    [40, 90],
  ])(
    "makeSpectra() sees some of %d points in %d dimensions as if there were no others",
    (count, size) => {
      const points = pointsOf(count, size);
      const kept = some(count, 3);
      const rows = [...kept].flatMap((row) => [
        ...points.values.subarray(row * size, (row + 1) * size),
      ]);
      const alone = centredRows({ values: Float32Array.from(rows), count: kept.length, size });
      if ("reason" in alone) throw new Error(alone.reason);
      const wanted = makeSpectra(compute, alone, { blas }).counts(shares);
      const found = makeSpectra(compute, points, { blas }).countsAmong(kept, shares);
      expect(found.components).toEqual(wanted.components);
      expect(found.participationRatio! / wanted.participationRatio!).toBeCloseTo(1, 4);
    },
  );

  test("makeSpectra() counts between the means of groups: three means lie in a plane", () => {
    const points = pointsOf(30, 12);
    const groups = [0, 1, 2].map((group) => some(30, 3).map((row) => row + group));
    const found = makeSpectra(compute, points, { blas }).countsBetween(groups, [0.5, 0.9999]);
    expect(found.components[1]).toBe(2);
    const same = makeSpectra(compute, points, { blas }).countsBetween(
      [groups[0]!, groups[0]!],
      [0.7],
    );
    expect(same).toEqual({ components: [0], participationRatio: null, total: 0 });
  });
});
