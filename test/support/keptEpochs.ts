/** Epochs whose checkpoints a study keeps: 0, the powers of 2, and the last. */
export function keptEpochs(last: number): number[] {
  const kept = [0];
  for (let epoch = 1; epoch < last; epoch *= 2) kept.push(epoch);
  return [...kept, last];
}
