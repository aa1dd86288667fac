import { expect, test } from "vitest";
import { centreProducts, productMeans } from "./centreProducts.ts";

/** Inner products of 1, 2 and 6, whose mean is 3. */
const products = [1, 2, 6, 2, 4, 12, 6, 12, 36];

test("centreProducts() gives inner products of rows seen from their mean", () => {
  const centred = Float64Array.from(products);
  centreProducts(centred, 3);
  expect([...centred]).toEqual([4, 2, -6, 2, 1, -3, -6, -3, 9]);
});

test("productMeans() are those of each row and of all", () => {
  expect(productMeans(products, 3)).toEqual({ means: Float64Array.of(3, 6, 18), mean: 9 });
});
