import { UsageError } from "../core/errors.ts";
import type { Normalisation } from "../core/normalisation.ts";
import type { Dataset } from "../data/dataset.ts";
import { pixelStatistics } from "../data/pixelStatistics.ts";
import type { ImageSettings } from "./imageKeys.ts";

/**
 * What images are to be normalised with; nothing where they are not.
 *
 * @throws {UsageError} when published constants are asked for and there are none, or not for these channels
 */
export function normalisationOf(
  { normalise }: Pick<ImageSettings, "normalise">,
  { name, train, normalisation }: Pick<Dataset, "name" | "train" | "normalisation">,
): Normalisation | undefined {
  if (normalise === "none") return undefined;
  if (normalise === "computed") return pixelStatistics(train);
  if (normalisation?.mean.length === train.channels) return normalisation;
  const published = normalisation
    ? `channels = ${train.channels}, constants are published for ${normalisation.mean.length}`
    : "no constants are published for them";
  throw new UsageError(
    `Cannot normalise images of "${name}": ${published}, needs normalise=computed`,
  );
}
