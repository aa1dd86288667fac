/**
 * Shares of the variance that components are counted for; the source has the second.
 *
 * @source Dai & Jin'no, section 2: 0.7; the others are ours
 */
export const varianceShares = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99] as const;

/** Of more images, only the shares up to the largest cheap one are counted. */
export const fewImages = 2000;
const largestCheap = 0.8;

/**
 * The shares that are counted for so many images, the smallest first. Of many images, larger ones take thousands of
 * components, and to find those takes most of the time that a decomposition as a whole would: of 10,000, a minute for
 * every layer.
 */
export function countedShares(images: number): readonly number[] {
  return images > fewImages
    ? varianceShares.filter((share) => share <= largestCheap)
    : varianceShares;
}

/** The source's. */
export const sourceShare = 0.7;

/** Where the count for it stands among those of all shares. */
export const sharePlace = varianceShares.indexOf(sourceShare);
