import { type Estimate, estimateOf } from "../../core/statistics.ts";
import type { AnalysisContext, MeasuredCell } from "../study.ts";
import type { Group } from "./cells.ts";
import type { LatentMeasured, SpreadPlace } from "./measure/measured.ts";
import type { ClassResult, LatentResults, NetworkResult, SpreadResult } from "./results.ts";
import type { LatentSettings } from "./settings.ts";
import { varianceShares } from "./shares.ts";

type Measured = MeasuredCell<LatentMeasured>;

/**
 * Puts the seeds of every network together, in their order.
 *
 * @source own design: the source trains each network once
 */
export function analyseLatent(
  cells: readonly Measured[],
  _context: AnalysisContext<LatentSettings>,
): LatentResults {
  const rows = [...new Set(cells.map(({ cell }) => cell.factors.row))];
  return {
    networks: rows.map((row) => networkOf(cells.filter(({ cell }) => cell.factors.row === row))),
    pictures: cells.flatMap(({ cell, measured }) =>
      measured.pictures.map((picture) => ({ row: String(cell.factors.row), ...picture })),
    ),
    shown: cells.find(({ measured }) => measured.shown)?.measured.shown ?? null,
  };
}

function networkOf(cells: readonly Measured[]): NetworkResult {
  const { cell, measured } = cells[0]!;
  const { row, group, title } = cell.factors;
  const all = cells.map((own) => own.measured);
  return {
    row: String(row),
    group: group as Group,
    title: String(title),
    normalisation: cell.options.normalisation === "none" ? "none" : "batch",
    epochs: cell.epochs,
    layers: measured.layers,
    accuracy: estimateOf(cells.map(({ history }) => history.at(-1)!["test/accuracy"])),
    history: cells.flatMap(({ cell: { seed }, history }) =>
      history.map((metrics) => ({
        seed,
        epoch: metrics.epoch,
        accuracy: metrics["test/accuracy"],
        trainLoss: metrics["train/loss"] ?? Number.NaN,
      })),
    ),
    spreads: spreadsOf(all),
    classes: classesOf(all),
  };
}

function spreadsOf(all: readonly LatentMeasured[]): SpreadResult[] {
  return byPlace(all.map(({ spreads }) => spreads)).map(([place, own]) => ({
    ...place,
    components: estimatesOf(own.map((spread) => spread?.components)),
    participationRatio: maybeEstimate(own.map((spread) => spread?.participationRatio)),
    twoNn: maybeEstimate(own.map((spread) => spread?.twoNn)),
  }));
}

function classesOf(all: readonly LatentMeasured[]): ClassResult[] {
  return byPlace(all.map(({ classes }) => classes)).map(([place, own]) => ({
    ...place,
    within: estimatesOf(own.map((spread) => spread?.within)),
    byClass: own[0]!.byClass.map(({ label, images }, at) => ({
      label,
      images,
      count: maybeEstimate(own.map((spread) => spread?.byClass[at]?.count)),
    })),
    between: estimatesOf(own.map((spread) => spread?.between)),
    betweenShare: maybeEstimate(own.map((spread) => spread?.betweenShare)),
  }));
}

/** The first seed's places, each with what was measured there with every seed. */
function byPlace<Own extends SpreadPlace>(
  seeds: readonly (readonly Own[])[],
): (readonly [place: SpreadPlace, own: readonly (Own | undefined)[]])[] {
  const maps = seeds.map((own) => new Map(own.map((spread) => [keyOf(spread), spread])));
  return seeds[0]!.map((first) => {
    const { layer, stage, part, epoch, images } = first;
    return [{ layer, stage, part, epoch, images }, maps.map((map) => map.get(keyOf(first)))];
  });
}

function keyOf({ layer, stage, part, epoch, images }: SpreadPlace): string {
  return [layer, stage, part, epoch, images].join("/");
}

/** Null where a seed has no value. */
function maybeEstimate(values: readonly (number | null | undefined)[]): Estimate | null {
  const known = values.flatMap((value) => value ?? []);
  return known.length === values.length ? estimateOf(known) : null;
}

/** One for each share of the variance that was counted. */
function estimatesOf(
  values: readonly (readonly number[] | null | undefined)[],
): readonly Estimate[] | null {
  const known = values.flatMap((components) => (components ? [components] : []));
  if (known.length < values.length) return null;
  const counted = Math.min(...known.map(({ length }) => length));
  return varianceShares
    .slice(0, counted)
    .map((_, at) => estimateOf(known.map((components) => components[at]!)));
}
