import { expect, test } from "vitest";
import { loadOpenblas } from "../../linalg/openblas.ts";
import { latentCautions } from "./latentCautions.ts";

test("latentCautions() says how long many images take without OpenBLAS", () => {
  expect(latentCautions({ sampleCount: 10_000, testCount: 0 }, null)).toEqual([
    "OpenBLAS is not there: to count components of 10,000 images takes up to 15 minutes a layer instead of seconds; `learnscope doctor` says how to install it, and sampleCount=2000 does without",
  ]);
  expect(latentCautions({ sampleCount: 10_000, testCount: 3000 }, null)[0]).toContain(
    "3,000 images takes up to 1 minute a layer",
  );
});

test("latentCautions() says that hardly any images tell of themselves alone", () => {
  expect(latentCautions({ sampleCount: 5000, testCount: 10 })).toEqual([
    "10 test images cannot spread over more than 9 directions: counts tell of the images alone, and not of the layers.",
  ]);
});

test("latentCautions() has nothing to say of few images", () => {
  expect(latentCautions({ sampleCount: 2000, testCount: 0 }, null)).toEqual([]);
  expect(latentCautions({ sampleCount: 10_000, testCount: 1000 }, null)).toEqual([]);
});

const blas = loadOpenblas();

test.skipIf(blas === null)("latentCautions() has nothing to say where OpenBLAS is there", () => {
  expect(latentCautions({ sampleCount: 10_000, testCount: 0 })).toEqual([]);
});
