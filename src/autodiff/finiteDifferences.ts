export interface DifferencesOptions {
  /** The scalar at the present values. */
  evaluate(): number;
  /** The numbers it depends on; moved in place, one at a time, and put back. */
  readonly values: readonly Float64Array[];
  /** How far each moves to both sides. */
  readonly step?: number;
}

/**
 * Numeric gradients by central differences: (f(x + step) - f(x - step)) / (2 step) for every number.
 *
 * The error is about step² |f‴| / 6, from the curvature left out, plus 2⁻⁵³ |f| / step, from rounding. With values near
 * 1 both are near 1e-11 at the default step of 1e-5, which lies close to the best one, the cube root of 2⁻⁵³.
 *
 * @source Press et al. 2007, Numerical Recipes, 3rd edition, section 5.7
 */
export function finiteDifferences({
  evaluate,
  values,
  step = 1e-5,
}: DifferencesOptions): Float64Array[] {
  return values.map((array) =>
    array.map((value, index) => {
      array[index] = value + step;
      const above = evaluate();
      array[index] = value - step;
      const below = evaluate();
      array[index] = value;
      return (above - below) / (2 * step);
    }),
  );
}
