import type { Figure } from "../figure.ts";
import { shiftCurves } from "../shiftCurves.ts";
import { type ShiftAccuracy, shiftHeatmap } from "../shiftHeatmap.ts";

/** What stands beside and below the pictures. */
export interface ShiftGridWords {
  /** Which data, how many images, what enters at the edge. */
  readonly subtitle: string;
  /** How intervals were found. */
  readonly interval: string;
  /** Accuracy of guessing. */
  readonly chance?: number | undefined;
}

/** Accuracy against the sideways shift and, where images were moved up and down too, over the plane of shifts. */
export async function shiftGridPictures(
  cells: readonly ShiftAccuracy[],
  { subtitle, interval, chance }: ShiftGridWords,
): Promise<Figure[]> {
  const sideways = cells.filter(({ dy }) => dy === 0);
  const rows = new Set(cells.map(({ dy }) => dy)).size;
  const curves = await shiftCurves(
    sideways.map(({ panel, dx, accuracy }) => ({ network: panel, dx, accuracy })),
    {
      id: "shift-grid-curves",
      title: "Accuracy on images moved sideways",
      caption: `Percentage of right answers over images moved sideways by whole pixels, the images being the same for every shift. ${interval}`,
      subtitle,
      ...(chance === undefined ? {} : { chance }),
    },
  );
  if (rows === 1) return [curves];
  const map = await shiftHeatmap(cells, { id: "shift-grid-map", subtitle });
  return [curves, map];
}
