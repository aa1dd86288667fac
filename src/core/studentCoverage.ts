/**
 * P(|T| < t) of a Student variable at t = √degrees·tan(angle), for any degrees above 0: with x = sin²(angle) it is the
 * incomplete beta function I_x(1/2, degrees/2), summed until its
 * terms no longer count.
 *
 * @source DLMF 8.17.8 and 8.17.4; Abramowitz & Stegun 1964, 26.7.1
 */
export function studentCoverage(angle: number, degrees: number): number {
  const x = Math.sin(angle) ** 2;
  const rest = Math.cos(angle) ** 2;
  // Each series is summed where its terms fall by half at least, and never as a difference of what is nearly equal.
  return x <= 0.5
    ? lowerBeta({ x, rest, a: 0.5, b: degrees / 2 })
    : 1 - lowerBeta({ x: rest, rest: x, a: degrees / 2, b: 0.5 });
}

interface BetaArguments {
  readonly x: number;
  /** 1 - x, which would lose digits as a difference. */
  readonly rest: number;
  readonly a: number;
  readonly b: number;
}

/** I_x(a, b) where a or b is 1/2. */
function lowerBeta({ x, rest, a, b }: BetaArguments): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; term > sum * Number.EPSILON; n++) {
    term *= ((a + b + n) / (a + 1 + n)) * x;
    sum += term;
  }
  const larger = a === 0.5 ? b : a;
  return ((x ** a * rest ** b) / a) * (gammaRatio(larger) / Math.sqrt(Math.PI)) * sum;
}

/** Of powers of 1/z in Γ(z + 1/2)/(Γ(z)·√z). */
const coefficients = [1, -1 / 8, 1 / 128, 5 / 1024, -21 / 32_768, -399 / 262_144];

/**
 * Γ(z + 1/2)/Γ(z). From z = 100 the series is exact to a double; below, the recurrence leads there.
 *
 * @source Tricomi & Erdélyi 1951, doi:10.2140/pjm.1951.1.133
 */
function gammaRatio(z: number): number {
  let ratio = 1;
  let at = z;
  for (; at < 100; at++) ratio *= at / (at + 0.5);
  const inverse = 1 / at;
  const series = coefficients.reduceRight((sum, coefficient) => sum * inverse + coefficient, 0);
  return ratio * Math.sqrt(at) * series;
}
