const terms = 75;

/**
 * Φ(x), the share of normally distributed numbers that lie below x, to nearly all digits of float64: a power series in the
 * middle, a continued fraction in the tails, where the series would leave a small difference of large numbers.
 *
 * @source Marsaglia 2004, Evaluating the Normal Distribution, doi:10.18637/jss.v011.i04; Abramowitz & Stegun 1964, 26.2.14
 */
export function normalCumulative(x: number): number {
  const size = Math.abs(x);
  if (size > 5) {
    let rest = 0;
    for (let k = terms; k > 0; k--) rest = k / (size + rest);
    const tail = normalDensity(x) / (size + rest);
    return x < 0 ? tail : 1 - tail;
  }
  let term = x;
  let sum = x;
  for (let k = 1; k <= terms; k++) {
    term *= (x * x) / (2 * k + 1);
    sum += term;
  }
  return 1 / 2 + normalDensity(x) * sum;
}

/** The derivative of Φ. */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}
