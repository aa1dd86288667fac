/** Epochs in words, by their ends: `epoch 3`, `epochs 2 to 7`. */
export function epochsText(epochs: readonly number[]): string {
  const first = epochs.reduce((least, epoch) => Math.min(least, epoch));
  const last = epochs.reduce((most, epoch) => Math.max(most, epoch));
  return first === last ? `epoch ${first}` : `epochs ${first} to ${last}`;
}
