/** The epochs, each once and in order; of more than `most` the first, the last, and some about evenly between. */
export function someEpochs(epochs: readonly number[], most: number): number[] {
  const all = [...new Set(epochs)].sort((a, b) => a - b);
  if (all.length <= most) return all;
  const step = (all.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => all[Math.round(at * step)]!);
}
