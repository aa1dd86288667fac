/** What makes inner products of rows those of rows around their mean. */
export interface ProductMeans {
  /** Of each row's products. Shape: [N] */
  readonly means: Float64Array;
  /** Of all products. */
  readonly mean: number;
}

/**
 * Inner products of rows become those of rows seen from their mean, in place.
 *
 * Shape: products [N, N]
 * @source Gower 1966, Biometrika 53, 325–338
 */
export function centreProducts(products: Float64Array, count: number): void {
  const { means, mean } = productMeans(products, count);
  for (let row = 0; row < count; row++) {
    const own = means[row]! - mean;
    for (let column = 0, at = row * count; column < count; column++, at++) {
      products[at] = products[at]! - own - means[column]!;
    }
  }
}

/** Means of the inner products of every two rows. Shape: [N, N] -> [N] and one */
export function productMeans(products: ArrayLike<number>, count: number): ProductMeans {
  const means = Float64Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < count; column++) sum += products[row * count + column]!;
    return sum / count;
  });
  return { means, mean: means.reduce((sum, own) => sum + own, 0) / count };
}
