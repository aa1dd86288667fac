import { normalQuantile } from "./normalQuantile.ts";

/**
 * 95 % confidence interval of a probability, from how many of so many independent trials came out. It stays within 0 and
 * 1, and has a width even where all or none did.
 *
 * Units: fractions
 * @throws {RangeError} when there is no trial, or there are not as many as came out
 * @source Wilson 1927, doi:10.1080/01621459.1927.10502953
 */
export function wilsonInterval(
  matches: number,
  count: number,
): { readonly low: number; readonly high: number } {
  if (!(count > 0 && matches >= 0 && matches <= count)) {
    throw new RangeError(
      `Cannot find an interval: ${matches} of ${count} came out, needs 0 to all of at least 1`,
    );
  }
  const share = matches / count;
  const square = normalQuantile ** 2;
  const centre = (share + square / (2 * count)) / (1 + square / count);
  const halfWidth =
    (normalQuantile * Math.sqrt((share * (1 - share)) / count + square / (4 * count ** 2))) /
    (1 + square / count);
  // With all or none of the trials, rounding would leave an end beside 0 or 1.
  return {
    low: matches === 0 ? 0 : centre - halfWidth,
    high: matches === count ? 1 : centre + halfWidth,
  };
}
