import type { Figure } from "../../figures/figure.ts";
import type { Filter } from "../../figures/filterImage.ts";
import { filterDistanceMap } from "../../figures/probes/filterDistances.ts";
import { filterPictures } from "../../figures/probes/filters.ts";
import { type ReadingRow, readingCurves } from "../../figures/probes/readingCurves.ts";
import type { Measurement } from "../../probing/measurement.ts";
import type { ProbeResult } from "../../probing/probe.ts";
import { readingRows } from "../../probing/readingRows.ts";
import { type NamedRun, runsOf } from "../../probing/runsOf.ts";
import type { FilterQuantity } from "./compareFilters.ts";
import { filterDistances } from "./filterSimilarity.ts";
import { type FilterPair, type FiltersOverview, filtersIn, someOf } from "./filtersOver.ts";

/**
 * Pictures of the filters over the epochs and, where there are several runs, of each run's; the readings over the epochs;
 * distances between the filters of the first two runs, and how like the filters of each two runs are.
 *
 * Shape: points with the array `filters`, [O, C, kH, kW]
 * @source own design
 */
export async function filtersFigures({
  points,
  untrained,
  overview,
}: ProbeResult<object>): Promise<Figure[]> {
  const runs = runsOf(points);
  const { changes, pairs } = overviewOf(overview);
  const changed = changes.flatMap(({ run, seed, to, change: value }) => {
    const point = points.find((own) => own.run === run && own.seed === seed && own.epoch === to)!;
    const reason = value === null ? "the filters were all 0, or are not finite" : undefined;
    return { ...point, readings: [{ quantity: changeQuantity, value, reason }] };
  });
  const curves = await readingCurves(readingRows([...points, ...changed]), {
    id: "filters",
    headlines: {
      "mean norm": "How large the filters are",
      "dead filters": "How many filters are dead",
      redundancy: "How alike the filters of the layer are to each other",
      [changeQuantity]: "How far the filters moved between checkpoints",
    },
    untrained: untrained.flatMap(({ readings }) => readings),
    formats: { "dead filters": "percent", [changeQuantity]: "percent" },
    captions: {
      "mean norm":
        "Norm of a filter: root of the sum of its squared weights; mean over the filters.",
      "dead filters": "A filter is dead whose norm is at most a hundredth of the longest one's.",
      redundancy:
        "Redundancy: mean absolute cosine of two filters of the layer, each less its own mean; 1 where all are the same but for their sizes.",
      [changeQuantity]:
        "Norm of what was added to the filters since the last checkpoint that was asked, divided by their norm before.",
    },
  });
  return [await picturesOf(runs[0]!, runs.length), ...(await runFigures(runs, pairs)), ...curves];
}

const changeQuantity = "change since the last checkpoint";

function overviewOf(overview: Measurement | undefined): FiltersOverview {
  return (overview?.details as FiltersOverview | undefined) ?? { changes: [], pairs: [] };
}

function picturesOf({ name, points }: NamedRun, runs: number): Promise<Figure> {
  const shown = someOf(points.map(({ epoch }) => epoch));
  const rows = points
    .filter(({ epoch }) => shown.includes(epoch))
    .map((point) => ({ label: `epoch ${point.epoch}`, filters: picturesIn(point) }));
  const ofRun = runs > 1 ? ` of ${name}` : "";
  return filterPictures(rows, { title: `The filters${ofRun} over training` });
}

/** What there is to see where several runs were asked. */
async function runFigures(
  runs: readonly NamedRun[],
  pairs: readonly FilterPair[],
): Promise<Figure[]> {
  if (pairs.length === 0) return [];
  const rows = runs.map(({ name, points }) => ({
    label: name,
    // Of long names the end, which has the seed, may be cut off.
    detail: `seed ${points.at(-1)!.seed}, epoch ${points.at(-1)!.epoch}`,
    filters: picturesIn(points.at(-1)!),
  }));
  return [
    await filterPictures(rows, {
      id: "filters-of-runs",
      title: "The filters that each run ended with",
    }),
    await distancesOf(runs, pairs[0]!),
    ...(await pairCurves(pairs)),
  ];
}

/** Of the first two runs, at the last epoch that both have. */
function distancesOf(runs: readonly NamedRun[], { a, b }: FilterPair): Promise<Figure> {
  const [first, second] = [a, b].map((name) => runs.find((run) => run.name === name)!);
  const epochs = new Set(second!.points.map(({ epoch }) => epoch));
  const epoch = first!.points.findLast((point) => epochs.has(point.epoch))!.epoch;
  const [own, other] = [first!, second!].map(
    ({ points }) => points.find((point) => point.epoch === epoch)!,
  );
  const { values, rows, columns } = filterDistances(filtersIn(own!), filtersIn(other!));
  return filterDistanceMap(
    {
      a,
      b,
      rows: picturesIn(own!),
      columns: picturesIn(other!),
      distances: Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) => values[row * columns + column]!),
      ),
    },
    { title: `How far the filters of ${a} are from those of ${b}, epoch ${epoch}` },
  );
}

/** Each direction of each two runs is a line, or a row where they are many; matching is the same both ways. */
function pairCurves(pairs: readonly FilterPair[]): Promise<Figure[]> {
  const names = [...new Set(pairs.map(({ a }) => a))];
  const once = pairs.filter(({ a, b }) => names.indexOf(a) < names.indexOf(b));
  const rows = [
    // Of more than two lines, the bands of chance would hide them.
    ...pairRows(pairs, "nearest distance", "→").map(({ chance, ...row }) =>
      names.length > 2 || !chance ? row : { ...row, chance },
    ),
    ...pairRows(once, "matched scale-free distance", "↔"),
    ...pairRows(once, "matched cosine", "↔"),
  ];
  return readingCurves(rows, {
    id: "filters-between",
    title: "Filters of one run among those of another",
    captions: {
      "nearest distance":
        "Mean over the filters of the run before the arrow of the distance to the nearest filter of the run behind it. Chance: the other run's filters as long as they are, but pointing anywhere.",
      "matched scale-free distance":
        "Mean distance of filters divided by their norms, each matched to one of the other run so that the mean is least.",
      "matched cosine":
        "Mean absolute cosine of filters less their means, each matched to one of the other run so that the mean is greatest.",
    },
  });
}

function pairRows(
  pairs: readonly FilterPair[],
  quantity: FilterQuantity,
  arrow: string,
): ReadingRow[] {
  return pairs.map(({ a, b, epoch, comparison, chance }) => {
    const band = chance[quantity];
    const layer = `${a} ${arrow} ${b}`;
    const row = { run: "", seed: 0, epoch, quantity, layer, value: comparison[quantity] };
    return band ? { ...row, chance: band } : row;
  });
}

function picturesIn(measurement: Measurement): Filter[] {
  const { values, count, size } = filtersIn(measurement);
  const [, channels = 1, height = 1, width = 1] = measurement.arrays!.filters!.shape;
  return Array.from({ length: count }, (_, filter) => ({
    weights: Array.from({ length: size }, (_, at) => values[filter * size + at]!),
    channels,
    height,
    width,
  }));
}
