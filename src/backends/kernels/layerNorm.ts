import type { Kernel } from "../../graph/kernel.ts";
import type { LayerNormAttrs } from "../../ops/layerNorm.ts";

/** y = scale · (x - mean) / √(variance + ε) + shift with each row's own mean and variance */
export const layerNorm: Kernel<LayerNormAttrs> = (inputs, outputs, { epsilon }) => {
  const [x, scale, shift] = inputs;
  const [y, mean, variance] = outputs;
  const [rows, columns] = x!.shape as readonly [number, number];
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    let total = 0;
    for (let i = 0; i < columns; i++) total += x!.data[start + i]!;
    const centre = total / columns;
    let squares = 0;
    for (let i = 0; i < columns; i++) squares += (x!.data[start + i]! - centre) ** 2;
    const r = 1 / Math.sqrt(squares / columns + epsilon);
    for (let i = 0; i < columns; i++) {
      const normalised = (x!.data[start + i]! - centre) * r;
      y!.data[start + i] = normalised * (scale?.data[i] ?? 1) + (shift?.data[i] ?? 0);
    }
    mean!.data[row] = centre;
    variance!.data[row] = squares / columns;
  }
};

/** dx = (g - (Σ g + x̂ · Σ g·x̂) / D) / √(variance + ε) with g = scale · dy; dScale = Σ dy·x̂, dShift = Σ dy over rows */
export const layerNormGrad: Kernel<LayerNormAttrs> = (inputs, outputs, { epsilon }) => {
  const [x, dy, mean, variance, scale] = inputs;
  const [dx, dScale, dShift] = outputs;
  const [rows, columns] = x!.shape as readonly [number, number];
  const products = new Float64Array(columns);
  const sums = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    const r = 1 / Math.sqrt(variance!.data[row]! + epsilon);
    const normalised = (i: number) => (x!.data[start + i]! - mean!.data[row]!) * r;
    const scaled = (i: number) => dy!.data[start + i]! * (scale?.data[i] ?? 1);
    let sum = 0;
    let product = 0;
    for (let i = 0; i < columns; i++) {
      sum += scaled(i);
      product += scaled(i) * normalised(i);
      sums[i]! += dy!.data[start + i]!;
      products[i]! += dy!.data[start + i]! * normalised(i);
    }
    for (let i = 0; i < columns; i++) {
      dx!.data[start + i] = r * (scaled(i) - (sum + normalised(i) * product) / columns);
    }
  }
  dScale?.data.set(products);
  dShift?.data.set(sums);
};
