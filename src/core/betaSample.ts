/**
 * A number in [0, 1] drawn from the Beta distribution: x/(x + y) of two Gamma numbers x and y. They are kept as logarithms,
 * since for a small `alpha` both may be too small for a double while their ratio is not.
 *
 * @param uniform - numbers in [0, 1) by their index; the result is a function of them alone
 * @throws {RangeError} when `alpha` or `beta` is not from 1e-300 to 1e300
 * @source Devroye 1986, "Non-uniform random variate generation", IX.4.1
 */
export function betaSample(
  uniform: (index: number) => number,
  alpha: number,
  beta: number,
): number {
  // Beyond these the logarithms overflow.
  if (![alpha, beta].every((parameter) => parameter >= 1e-300 && parameter <= 1e300)) {
    throw new RangeError(
      `Cannot draw from Beta(${alpha}, ${beta}): alpha and beta need to be from 1e-300 to 1e300`,
    );
  }
  // Both take four numbers an attempt, in turn.
  const x = logGammaSample(uniform, alpha, 0);
  const y = logGammaSample(uniform, beta, 4);
  return 1 / (1 + Math.exp(y - x));
}

/**
 * The logarithm of a number from the Gamma distribution of the given shape and scale 1.
 *
 * @source Marsaglia & Tsang 2000, "A simple method for generating gamma variables", doi:10.1145/358407.358414
 */
function logGammaSample(uniform: (index: number) => number, shape: number, first: number): number {
  // Below 1 the method does not hold: Gamma(shape) is Gamma(shape + 1)·u^(1/shape). 1 - u is never 0.
  if (shape < 1) {
    return logGammaSample(uniform, shape + 1, first) + Math.log(1 - uniform(first + 3)) / shape;
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let index = first; ; index += 8) {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform(index)));
    const normal = radius * Math.cos(2 * Math.PI * uniform(index + 1));
    const v = (1 + c * normal) ** 3;
    if (v <= 0) continue;
    const limit = normal ** 2 / 2 + d - d * v + d * Math.log(v);
    if (Math.log(1 - uniform(index + 2)) < limit) return Math.log(d * v);
  }
}
