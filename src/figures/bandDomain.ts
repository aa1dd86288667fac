/** Of the distance between the least and the greatest number, how far bands may reach beyond them. */
const reach = 0.5;

/**
 * Ends of an axis on which wide bands are cut off, so that they do not press the numbers flat that they belong to; nothing
 * where no band is so wide. The axis does not begin below `floor` where no number does.
 */
export function bandDomain(
  values: readonly number[],
  bandEnds: readonly number[],
  floor = Number.NEGATIVE_INFINITY,
): readonly [low: number, high: number] | undefined {
  if (values.length === 0) return undefined;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = reach * (most - least);
  const [lowest, highest] = [Math.min(least, ...bandEnds), Math.max(most, ...bandEnds)];
  const low = Math.max(lowest, least - room, least >= floor ? floor : lowest);
  const high = Math.min(highest, most + room);
  return room === 0 || (low === lowest && high === highest) ? undefined : [low, high];
}
