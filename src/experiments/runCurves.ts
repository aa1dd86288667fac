import { UsageError } from "../core/errors.ts";
import type { Figure } from "../figures/figure.ts";
import { learningCurves } from "../figures/learningCurves.ts";
import type { EpochValue } from "../figures/seedTraces.ts";
import type { Metrics } from "../runs/runFolder.ts";

/** What is drawn of a run: a metric of each part of the data. */
const curves = [
  { id: "accuracy", metric: "accuracy", format: "percent" },
  { id: "loss", metric: "loss", format: "number" },
] as const;

const measured =
  "training images each just before it is learned from, validation and test images at the end of the epoch.";

const captions = {
  accuracy: `Share of the images that are recognised, epoch by epoch: ${measured}`,
  loss: `Mean loss over the images, epoch by epoch: ${measured}`,
} as const;

/** The parts of the data, as metrics and as people name them. */
const parts = { train: "training", validation: "validation", test: "test" } as const;

/**
 * A run's accuracy and loss over its epochs, as far as they were logged.
 *
 * Units: accuracies are fractions, drawn as percentages
 * @throws {UsageError} when the run has logged neither
 * @source own design
 */
export async function runCurves(
  history: readonly Metrics[],
  { name, seed = 0 }: { readonly name: string; readonly seed?: number | undefined },
): Promise<readonly Figure[]> {
  const drawn = curves
    .map((curve) => ({ ...curve, values: valuesOf(history, curve.metric, seed) }))
    .filter(({ values }) => values.length > 0);
  if (drawn.length === 0) {
    throw new UsageError(
      `Cannot draw the curves of "${name}": no epoch is logged yet, needs one at least`,
    );
  }
  return await Promise.all(
    drawn.map(({ id, metric, format, values }) =>
      learningCurves(values, {
        id,
        metric,
        format,
        title: `${name}: ${metric} over training`,
        caption: captions[metric],
        subtitle: "One run",
      }),
    ),
  );
}

function valuesOf(history: readonly Metrics[], metric: string, seed: number): EpochValue[] {
  return Object.entries(parts).flatMap(([part, series]) =>
    history.flatMap((metrics) => {
      const value = metrics[`${part}/${metric}`];
      return value === undefined ? [] : [{ series, seed, epoch: metrics.epoch, value }];
    }),
  );
}
