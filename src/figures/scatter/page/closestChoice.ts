/** What a picture is of: for each choice, the place of its value. */
interface Chosen {
  readonly chosen: readonly number[];
}

/**
 * Of the choices that there are pictures of, the one with most of what is wanted; what the reader has just changed, the
 * choice at `kept`, is as wanted.
 */
export function closestChoice(
  pictures: readonly Chosen[],
  wanted: readonly number[],
  kept: number,
): readonly number[] {
  let closest = wanted;
  let most = -1;
  for (const { chosen } of pictures) {
    const alike = chosen.filter((value, at) => value === wanted[at]).length;
    if (chosen[kept] === wanted[kept] && alike > most) {
      closest = chosen;
      most = alike;
    }
  }
  return closest;
}
