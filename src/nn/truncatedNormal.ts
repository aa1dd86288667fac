import type { Initialiser } from "./initialisers.ts";

/** Where the distribution is cut, in deviations. */
const cut = 2;

/**
 * Standard deviation of what is left of a normal distribution of deviation 1: √(1 - 2·2·φ(2) / (2·Φ(2) - 1)).
 *
 * @source Johnson, Kotz & Balakrishnan 1994, Continuous Univariate Distributions, volume 1, section 10.1
 */
export const truncatedDeviation = 0.8796256610342398;

/**
 * Normally distributed around 0 with numbers beyond two deviations drawn anew, so that what is left has
 * `truncatedDeviation` of the deviation. The draws of round r are step r of the stream.
 */
export function truncatedNormal(deviation: number): Initialiser {
  return (out, stream) => {
    let open = Uint32Array.from(out, (_, i) => i);
    for (let round = 0; open.length > 0; round++) {
      const drawn = new Float64Array(open.length);
      stream.fillNormal(drawn, round, 0, 1);
      open.forEach((place, i) => {
        out[place] = deviation * drawn[i]!;
      });
      open = open.filter((_, i) => Math.abs(drawn[i]!) > cut);
    }
  };
}
