import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadOpenblas } from "../../src/linalg/openblas.ts";
import { centredRows } from "../../src/probes/dimension/centredRows.ts";
import { makeSpectra } from "../../src/probes/dimension/rowSpectra.ts";
import { computeOnce } from "../../src/probing/computeOnce.ts";
import { everyBackend } from "../support/everyBackend.ts";
import { fixturesIn } from "./fixtureFiles.ts";

const shares = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99];
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
      const { data, shape } = tensors.get("outputs")!;
      const points = centredRows({ values: data, count: shape[0]!, size: shape[1]! });
      if ("reason" in points) throw new Error(points.reason);
      const spectra = makeSpectra((inputs, build) => computeOnce(backend, inputs, build), points, {
        blas,
      });
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
