/** The ends of the middle 95 % of some values, which are sorted on the way. */
export function middleOf(values: Float64Array): readonly [low: number, high: number] {
  const sorted = values.sort();
  return [quantileOf(sorted, 0.025), quantileOf(sorted, 0.975)];
}

/** Between two values in proportion, the definition that most programs take. */
function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (place - below) * (high - low);
}
