/** How a series is read, and to how many places along x it is drawn. */
export interface DownsampleOptions<Point> {
  readonly x: (point: Point) => number;
  /** What is drawn at x: one value, or several such as a mean and the ends of its interval. */
  readonly ys: readonly ((point: Point) => number)[];
  /** Stretches of equal width along x, best one for each pixel. */
  readonly buckets: number;
}

/**
 * The points of a series that its picture needs: of each stretch of x those with the least and the greatest value, one of
 * each kind that is not finite, and the first and last point of all. So a spike of one sample, a NaN and an infinity are
 * seen however long the series is. Points come in the order of x, and leave in it; where there are no more than two for
 * each stretch and value, all of them do.
 *
 * @throws {RangeError} when there is not one bucket at least
 */
export function downsample<Point>(
  points: readonly Point[],
  { x, ys, buckets }: DownsampleOptions<Point>,
): readonly Point[] {
  if (!(buckets >= 1)) {
    throw new RangeError(`Cannot shorten a series: ${buckets} buckets, needs at least 1`);
  }
  if (points.length <= 2 * buckets * ys.length) return points;
  const last = points.length - 1;
  const start = x(points[0]!);
  const width = (x(points[last]!) - start) / buckets;
  const bucketOf = (index: number) =>
    Math.min(buckets - 1, Math.floor((x(points[index]!) - start) / width));
  const kept = new Set([0, last]);
  for (let from = 0, to = 0; from <= last; from = to) {
    const bucket = bucketOf(from);
    // Where all x are equal the width is 0, no bucket is a number, and all points are in one.
    while (to <= last && !(bucketOf(to) > bucket)) to++;
    for (const y of ys) for (const index of tellingOf(points, [from, to], y)) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b).map((index) => points[index]!);
}

/** Indices within a span: the least, the greatest, and the first that is NaN, and infinite to either side. */
function tellingOf<Point>(
  points: readonly Point[],
  [from, to]: readonly [number, number],
  y: (point: Point) => number,
): Iterable<number> {
  let least: number | undefined;
  let most: number | undefined;
  const broken = new Map<number, number>();
  for (let index = from; index < to; index++) {
    const value = y(points[index]!);
    if (!Number.isFinite(value)) {
      if (!broken.has(value)) broken.set(value, index);
      continue;
    }
    if (least === undefined || value < y(points[least]!)) least = index;
    if (most === undefined || value > y(points[most]!)) most = index;
  }
  return [least, most, ...broken.values()].filter((index) => index !== undefined);
}
