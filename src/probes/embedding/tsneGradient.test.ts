import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { nearestNeighbours } from "./nearestNeighbours.ts";
import { divergenceOf } from "./tsne.ts";
import { tsneAffinities } from "./tsneAffinities.ts";
import { makeTsneGradient } from "./tsneGradient.ts";

const count = 300;
const values = new Float64Array(4 * count);
makeStream(0, "points").fillNormal(values, 0, 0, 1);
const affinities = tsneAffinities(nearestNeighbours({ values, count, size: 4 }, 30), 10);
const positions = new Float64Array(2 * count);
makeStream(0, "places").fillNormal(positions, 0, 0, 5);

function gradientWith(theta: number, factor = 1): Float64Array {
  const gradient = new Float64Array(2 * count);
  makeTsneGradient(affinities, theta)(gradient, positions, factor);
  return gradient;
}

test("makeTsneGradient() with θ = 0 is how the divergence changes when a point moves", () => {
  const gradient = gradientWith(0);
  for (const at of [0, 1, 77, 2 * count - 1]) {
    const moved = (by: number) =>
      divergenceOf(
        affinities,
        positions.map((value, own) => (own === at ? value + by : value)),
      );
    expect(gradient[at]).toBeCloseTo((moved(1e-4) - moved(-1e-4)) / 2e-4, 7);
  }
});

test("makeTsneGradient() with θ = 0.5 is within some per cent of the exact one", () => {
  const [exact, near] = [gradientWith(0), gradientWith(0.5)];
  const off = Math.hypot(...near.map((value, at) => value - exact[at]!));
  expect(off / Math.hypot(...exact)).toBeLessThan(0.03);
});

test("makeTsneGradient() pulls as many times as strongly as it is told", () => {
  const [once, twice, thrice] = [1, 2, 3].map((factor) => gradientWith(0, factor));
  twice!.forEach((value, at) => {
    expect(value).toBeCloseTo((once![at]! + thrice![at]!) / 2, 12);
  });
});
