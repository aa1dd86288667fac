/** Mean and standard deviation of a sample. */
export function estimated(sample: Float32Array): {
  readonly mean: number;
  readonly deviation: number;
} {
  const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length;
  const square = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(square / sample.length) };
}
