import { groupBy } from "../../figures/groupBy.ts";
import type { ProbePoint } from "../../probing/measurement.ts";
import { runsOf } from "../../probing/runsOf.ts";

/** What one line of a figure without a time axis shows: a network at an epoch, or several that differ in their seed. */
export interface ShownNetwork {
  readonly name: string;
  readonly points: readonly ProbePoint[];
}

/** More lines would hide each other. */
const mostEpochs = 4;

/**
 * Which networks to set beside each other where there is no room for all: of one run some epochs, the first and the last
 * among them; of several runs the last epoch of each, those together that differ in their seed alone.
 *
 * @source own design
 */
export function shownNetworks(points: readonly ProbePoint[]): ShownNetwork[] {
  const runs = runsOf(points);
  if (runs.length === 1) {
    return spreadOver(runs[0]!.points).map((point) => ({
      name: `epoch ${point.epoch}`,
      points: [point],
    }));
  }
  const lasts = runs.map((run) => ({ ...run, last: run.points.at(-1)! }));
  const groups = groupBy(lasts, ({ name, last }) => last.group ?? name);
  return [...groups.values()].map((own) => ({
    name: own.length === 1 ? own[0]!.name : own[0]!.last.group!,
    points: own.map(({ last }) => last),
  }));
}

/** First, last, and as far apart as may be between them. */
function spreadOver(points: readonly ProbePoint[]): ProbePoint[] {
  const count = Math.min(mostEpochs, points.length);
  const places = Array.from({ length: count }, (_, at) =>
    Math.round((at * (points.length - 1)) / Math.max(1, count - 1)),
  );
  return places.map((place) => points[place]!);
}
