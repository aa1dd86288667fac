/** The least and the greatest value of each trait that varies; all between are equally likely. */
export type Ranges<Trait extends string> = Readonly<Record<Trait, readonly [number, number]>>;

/** The value of each trait that belongs to its number of `draws`, which are in [0, 1), as many as there are traits. */
export function pickWithin<Trait extends string>(
  ranges: Ranges<Trait>,
  draws: Float64Array,
): Record<Trait, number> {
  const picked = {} as Record<Trait, number>;
  let next = 0;
  for (const trait in ranges) {
    const [least, greatest] = ranges[trait];
    picked[trait] = least + (greatest - least) * draws[next++]!;
  }
  return picked;
}
