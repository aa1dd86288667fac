import { ShapeError, UsageError } from "../core/errors.ts";
import type { Normalisation } from "../core/normalisation.ts";
import { showShape } from "../core/shape.ts";
import type { Value } from "../graph/node.ts";
import { constant } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import type { Network } from "./network.ts";

/**
 * A network that normalises its images itself: whoever shows it images, to train, test, measure or export it, shows them
 * as they are. Borders are padded after normalisation, as where images are normalised beforehand.
 *
 * Shape: images [N, …, C, H, W], fractions of 1 -> (images - mean) / deviation
 * @throws {ShapeError} when there is not a mean and a deviation for each channel
 * @throws {UsageError} when a deviation is not above 0
 * @source own design
 */
export function normalisedNetwork(network: Network, normalisation: Normalisation): Network {
  const { mean, deviation } = normalisation;
  const channels = network.inputShape.at(-3);
  if (channels !== mean.length || channels !== deviation.length) {
    throw new ShapeError(
      `Cannot normalise images of "${network.name}": there are ${mean.length} means and ${deviation.length} deviations, needs one for each channel of ${showShape(network.inputShape)}`,
    );
  }
  const flat = deviation.findIndex((value) => !(value > 0));
  if (flat >= 0) {
    throw new UsageError(
      `Cannot normalise images of "${network.name}": the deviation of channel ${flat} is ${deviation[flat]}, needs one above 0`,
    );
  }
  return {
    ...network,
    normalisation,
    build: (images, scope) => network.build(normalise(images, normalisation), scope),
  };
}

function normalise(images: Value, { mean, deviation }: Normalisation): Value {
  const ofChannels = (values: readonly number[]) => constant(values, [values.length, 1, 1]); // [C, 1, 1]
  const centred = sub(images, ofChannels(mean)); // [N, …, C, H, W]
  return mul(centred, ofChannels(deviation.map((value) => 1 / value))); // [N, …, C, H, W]
}
