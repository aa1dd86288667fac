/**
 * The positions nearest to the given ones, in the same order, that keep `gap` between neighbours and, as far as there
 * is room, stay within the bounds: where labels stand that would otherwise overlap.
 */
export function spread(
  positions: readonly number[],
  gap: number,
  [least, most]: readonly [number, number],
): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]!);
  // Seen from places that are `gap` apart, to keep apart is not to decrease.
  const offsets = order.map((index, rank) => positions[index]! - rank * gap);
  const latest = most - (positions.length - 1) * gap;
  const places = new Array<number>(positions.length);
  nearestRising(offsets).forEach((offset, rank) => {
    places[order[rank]!] = Math.max(least, Math.min(latest, offset)) + rank * gap;
  });
  return places;
}

/**
 * The least-squares fit by a sequence that never decreases: neighbours out of order share their mean.
 *
 * @source Ayer et al. 1955, the pool-adjacent-violators algorithm
 */
function nearestRising(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    while (pools.length > 0 && meanOf(pools.at(-1)!) > meanOf(pool)) {
      const { sum, count } = pools.pop()!;
      pool = { sum: sum + pool.sum, count: count + pool.count };
    }
    pools.push(pool);
  }
  return pools.flatMap((pool) => new Array<number>(pool.count).fill(meanOf(pool)));
}

function meanOf({ sum, count }: { readonly sum: number; readonly count: number }): number {
  return sum / count;
}
