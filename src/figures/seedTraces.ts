import type { Markish } from "@observablehq/plot";
import type { Canvas } from "./canvas.ts";
import { downsample } from "./downsample.ts";
import { innerWidth } from "./figure.ts";
import { groupBy } from "./groupBy.ts";
import type { SeriesStyle } from "./theme.ts";

/** A metric of one run at the end of one epoch; epoch 0 is the initialisation. */
export interface EpochValue {
  readonly series: string;
  readonly seed: number;
  readonly epoch: number;
  readonly value: number;
}

/** Each seed as a thin line in the colour of its series. */
export function seedTraces(
  { Plot }: Canvas,
  values: readonly EpochValue[],
  styles: ReadonlyMap<string, SeriesStyle>,
): Markish[] {
  const seeds = groupBy(values, ({ series, seed }) => JSON.stringify([series, seed]));
  return [...seeds.values()].map((trace) => {
    const inOrder = trace.sort((a, b) => a.epoch - b.epoch);
    const shown = downsample(inOrder, {
      x: ({ epoch }) => epoch,
      ys: [({ value }) => value],
      buckets: innerWidth,
    });
    return Plot.lineY(shown, {
      x: "epoch",
      y: "value",
      stroke: styles.get(trace[0]!.series)!.colour,
      strokeOpacity: 0.45,
      strokeWidth: 0.8,
    });
  });
}
