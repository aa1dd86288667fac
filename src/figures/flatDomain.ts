/** Ends of an axis for values that are all the same, or none, to which none can be fitted; nothing for others. */
export function flatDomain(
  values: readonly number[],
): readonly [low: number, high: number] | undefined {
  const [value = 0] = values;
  if (values.some((other) => other !== value)) return undefined;
  const reach = Math.abs(value) / 2;
  return value === 0 ? [0, 1] : [value - reach, value + reach];
}
