import type { Measurement, ProbePoint, Reading } from "../../probing/measurement.ts";
import type { ImageKeys } from "../../probing/probeOptions.ts";
import { type NamedRun, runsOf } from "../../probing/runsOf.ts";
import {
  chanceComparison,
  compareFilters,
  type FilterComparison,
  filterQuantities,
} from "./compareFilters.ts";
import type { Filters } from "./filterSimilarity.ts";

/**
 * What a measurement keeps beside the filters themselves.
 *
 * Shape: the filters are the array `filters`, [O, C, kH, kW]
 */
export interface FiltersDetails {
  /** The parameter that they are. */
  readonly layer: string;
  /** Whether they look at the images themselves, so that their inputs mean the same in every network. */
  readonly isFirst: boolean;
}

/** How far the filters of a run moved from one checkpoint to the next. */
export interface FilterChange {
  readonly run: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Of the norm that all filters together had before; null where that was 0. */
  readonly change: number | null;
}

/** How like the filters of one run are to those of another, at one epoch. */
export interface FilterPair {
  readonly a: string;
  readonly b: string;
  readonly epoch: number;
  readonly comparison: FilterComparison;
  /** The same where the other's filters point anywhere. */
  readonly chance: ReturnType<typeof chanceComparison>;
}

/** What only several checkpoints or runs together tell of filters. */
export interface FiltersOverview {
  readonly changes: readonly FilterChange[];
  readonly pairs: readonly FilterPair[];
}

/** More runs are compared at their last common epoch alone. */
const mostRunsOverEpochs = 3;

/**
 * How much the filters of each run change from one checkpoint to the next, and how like those of every run are to those of
 * every other: at the first and last epoch and some between that both have. Epoch 0 shows what two networks have in common
 * before they have learned anything; the chance band what filters as long as these would have that point anywhere.
 *
 * Shape: points with the array `filters`, [O, C, kH, kW]
 * @source see `compareFilters` and `chanceComparison`
 */
export function filtersOver(points: readonly ProbePoint[], { draw }: ImageKeys): Measurement {
  const runs = runsOf(points);
  const changes = runs.flatMap(({ points }) => changesOf(points));
  const compared = runs.flatMap((a) =>
    runs.filter((b) => a !== b).map((b) => pairsOf(a, b, { draw, count: runs.length })),
  );
  const pairs = compared.flatMap((own) => own.pairs);
  const details: FiltersOverview = { changes, pairs };
  return {
    readings: [...changes.map(changeReading), ...compared.flatMap(({ readings }) => readings)],
    details,
  };
}

function changesOf(points: readonly ProbePoint[]): FilterChange[] {
  return points.slice(1).map(({ run, seed, epoch, ...point }, at) => {
    const [before, after] = [filtersIn(points[at]!).values, filtersIn(point).values];
    let [squares, moved] = [0, 0];
    for (let weight = 0; weight < before.length; weight++) {
      squares += before[weight]! ** 2;
      moved += (after[weight]! - before[weight]!) ** 2;
    }
    const change = Math.sqrt(moved / squares);
    const from = points[at]!.epoch;
    return { run, seed, from, to: epoch, change: Number.isFinite(change) ? change : null };
  });
}

function changeReading({ run, from, to, change }: FilterChange): Reading {
  const quantity = "change of the filters";
  const of = `${run}, epoch ${from} to ${to}`;
  return change === null
    ? { quantity, of, value: null, reason: "the filters were all 0, or are not finite" }
    : { quantity, of, value: change };
}

interface PairOptions {
  readonly draw: number;
  /** Of runs. */
  readonly count: number;
}

function pairsOf(a: NamedRun, b: NamedRun, { draw, count }: PairOptions) {
  const [last, other] = [a.points.at(-1)!, b.points.at(-1)!];
  const of = `${a.name} → ${b.name}`;
  const nothing = (reason: string) => ({
    pairs: [],
    readings: filterQuantities.map((quantity): Reading => ({ quantity, of, value: null, reason })),
  });
  if (!detailsOf(last).isFirst || !detailsOf(other).isFirst) {
    return nothing("deeper filters see inputs that stand in another order in each network");
  }
  const [shape, otherShape] = [last, other].map(({ arrays }) =>
    arrays!.filters!.shape.slice(1).join("×"),
  );
  if (![last, other].every((point) => areFinite(filtersIn(point)))) {
    return nothing("the filters are not finite");
  }
  if (shape !== otherShape) return nothing(`the filters are ${shape} and ${otherShape}`);
  const epochs = a.points
    .map(({ epoch }) => epoch)
    .filter((epoch) => b.points.some((point) => point.epoch === epoch));
  if (epochs.length === 0) return nothing("the runs have no checkpoint of the same epoch");
  const shown = count > mostRunsOverEpochs ? epochs.slice(-1) : someOf(epochs);
  const pairs = shown.map((epoch): FilterPair => {
    const [own, others] = [a, b].map(({ points }) =>
      filtersIn(points.find((point) => point.epoch === epoch)!),
    );
    const comparison = compareFilters(own!, others!);
    const chance = chanceComparison(own!, others!, draw);
    return { a: a.name, b: b.name, epoch, comparison, chance };
  });
  return { pairs, readings: pairReadings(pairs.at(-1)!, of) };
}

function pairReadings({ comparison, chance }: FilterPair, of: string): Reading[] {
  return filterQuantities.map((quantity) => {
    const value = comparison[quantity];
    if (value !== null) return { quantity, of, value, chance: chance[quantity] ?? undefined };
    return { quantity, of, value, reason: "a network has no filter whose weights differ" };
  });
}

/**
 * The epochs 0, 1, 2, 4, 8… and the last of those there are.
 *
 * @source own design
 */
export function someOf(epochs: readonly number[]): number[] {
  return epochs.filter(
    (epoch, at) => epoch === 0 || Number.isInteger(Math.log2(epoch)) || at === epochs.length - 1,
  );
}

/**
 * The filters of a measurement.
 *
 * Shape: [O, C, kH, kW] as [O, C·kH·kW]
 * @source own design
 */
export function filtersIn({ arrays }: Measurement): Filters {
  const { shape, data } = arrays!.filters!;
  return { values: data, count: shape[0]!, size: data.length / shape[0]! };
}

function areFinite({ values }: Filters): boolean {
  return Array.from(values).every((value) => Number.isFinite(value));
}

function detailsOf({ details }: Measurement): FiltersDetails {
  return details as FiltersDetails;
}
