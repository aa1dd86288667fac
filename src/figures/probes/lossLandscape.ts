import { estimateOf } from "../../core/statistics.ts";
import { loadCanvas } from "../canvas.ts";
import { type Figure, figureOf } from "../figure.ts";
import { type MatrixCell, matrixMap } from "../matrixMap.ts";
import { seriesChart } from "../seriesChart.ts";
import { wholeNumber } from "../text.ts";
import { readingCurves } from "./readingCurves.ts";
import type { ReadingRow } from "./readingLines.ts";
import { someOf } from "./someOf.ts";

/** The loss around the weights of one epoch of a run. */
export interface LossSurface {
  readonly run: string;
  readonly epoch: number;
  /** Along a direction, in lengths of the filters. */
  readonly places: readonly number[];
  /** One row a place along the second direction, or one row alone. */
  readonly losses: readonly (readonly (number | null)[])[];
  readonly accuracies: readonly (readonly number[])[];
}

/** What was measured of losses around weights. */
export interface LossLandscapeData {
  readonly rows: readonly ReadingRow[];
  /** In the order of runs and epochs; at least one. */
  readonly surfaces: readonly LossSurface[];
  /** Which images were averaged over, such as `50 test images`. */
  readonly images: string;
}

/** The loss around the weights at some epochs, and what was measured of it over all of them. */
export async function lossLandscapeFigures({
  rows,
  surfaces,
  images,
}: LossLandscapeData): Promise<Figure[]> {
  const curves = await readingCurves(rows, {
    id,
    headlines: {
      loss: "How large the loss is at the weights, in nats",
      width: "How wide the valley of the loss is around the weights",
      curvature: "How steeply the loss rises around the weights",
    },
    subtitle: `${images}`,
    captions: {
      loss: "Loss: mean cross-entropy over the images at the weights themselves, in nats.",
      width: `Width: how far the weights can be moved along a random direction before the loss has risen by 1 nat, ${unit}.`,
      curvature:
        "Curvature: second difference of the loss at the weights along a random direction, in nats by squared lengths of the filters.",
    },
  });
  const run = surfaces[0]!.run;
  const own = surfaces.filter((surface) => surface.run === run);
  const drawn =
    own[0]!.losses.length === 1 ? await lineFigure(own, images) : await planeFigure(own, images);
  return [drawn, ...curves];
}

const id = "loss-landscape";
const unit = "in lengths of the filters";
/** More lines or panels would not be told apart. */
const mostEpochs = 6;
/** How far above the highest centre the scale of losses goes: walls beyond would flatten the valley. Units: nats */
const headroom = 3;

async function lineFigure(all: readonly LossSurface[], images: string): Promise<Figure> {
  const surfaces = someOf(all, mostEpochs);
  const points = surfaces.flatMap(({ epoch, places, losses }) =>
    places.map((place, at) => ({ epoch, place, loss: losses[0]![at] ?? null })),
  );
  const drawing = seriesChart(
    await loadCanvas(),
    points.map(({ epoch, place, loss }) => ({
      series: nameOf(epoch),
      x: place,
      y: estimateOf([loss ?? Number.NaN]),
    })),
    {
      xLabel: `distance from the weights, ${unit}`,
      yLabel: "mean loss in nats",
      yFormat: "number",
      yDomain: domainOf(surfaces),
      broken: points.flatMap(({ epoch, place, loss }) =>
        loss === null ? [`${nameOf(epoch)} at ${place}`] : [],
      ),
    },
  );
  const text = {
    id,
    title: "The loss along a random direction from the weights",
    subtitle: `${all[0]!.run}; mean over ${images}`,
    caption: `The weights of each epoch stand at 0 and are moved to both sides along one random direction, in which every filter is as long as the filter of the weights. The direction is the same at all epochs but for these lengths. What lies above the axis is drawn at its end. Epoch 0 is the initialisation.`,
  };
  return figureOf(text, drawing, dataOf(surfaces));
}

async function planeFigure(all: readonly LossSurface[], images: string): Promise<Figure> {
  const surfaces = someOf(all, mostEpochs);
  const cells = surfaces.flatMap(({ epoch, places, losses }) =>
    // Rows stand in order of appearance: the highest place first, as on an axis.
    places.toReversed().flatMap((y, fromTop) =>
      places.map(
        (x, at): MatrixCell => ({
          panel: nameOf(epoch),
          x: placeText(x),
          y: placeText(y),
          value: losses[places.length - 1 - fromTop]![at]!,
        }),
      ),
    ),
  );
  return await matrixMap(cells, {
    id,
    title: "The loss in a random plane around the weights",
    subtitle: `${all[0]!.run}; mean over ${images}`,
    caption: `The weights of each epoch stand in the middle and are moved along two random directions, in which every filter is as long as the filter of the weights. The directions are the same at all epochs but for these lengths; the path of training does not lie in these planes. Losses above the scale have the colour of its end; grey is a loss that is not finite. Epoch 0 is the initialisation.`,
    xLabel: `first direction, ${unit}`,
    yLabel: `second direction`,
    valueLabel: "mean loss in nats",
    digits: 1,
    domain: domainOf(surfaces),
  });
}

/** From a little below the least loss to a little above the highest centre. */
function domainOf(surfaces: readonly LossSurface[]): readonly [number, number] {
  const losses = surfaces
    .flatMap((surface) => surface.losses.flat())
    .filter((loss) => loss !== null);
  const centres = surfaces.flatMap(({ losses: rows }) => middleOf(middleOf(rows)) ?? []);
  if (losses.length === 0) return [0, 1];
  const [least, most] = [Math.min(...losses), Math.max(...losses)];
  const high = Math.min(most, Math.max(least, ...centres) + headroom);
  const low = Math.max(0, least - 0.05 * (high - least));
  return low < high ? [low, high] : [low, low + 1];
}

function middleOf<Item>(items: readonly Item[]): Item {
  return items[Math.floor(items.length / 2)]!;
}

function nameOf(epoch: number): string {
  return `epoch ${epoch}`;
}

function placeText(place: number): string {
  return wholeNumber(Math.round(100 * place) / 100);
}

function dataOf(surfaces: readonly LossSurface[]) {
  return surfaces.flatMap(({ run, epoch, places, losses, accuracies }) =>
    places.map((place, at) => ({
      run,
      epoch,
      place,
      loss: losses[0]![at]!,
      accuracy: accuracies[0]![at]!,
    })),
  );
}
