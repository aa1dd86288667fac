import { makeStream } from "../../core/random.ts";
import { groupBy } from "../../figures/groupBy.ts";
import type { Measurement, ProbePoint, Reading } from "../../probing/measurement.ts";
import type { CkaOverview } from "./ckaDetails.ts";
import { type ComparableGram, comparableGram, compareGrams } from "./compareGrams.ts";
import { alignment, centreGram, type Gram } from "./linearCka.ts";

/**
 * Every layer epoch × epoch within each run, and run × run at the last common epoch, from the inner products
 * that were kept: of those runs that have the layer and looked at the same images.
 *
 * Units: none; at most 1
 * @source Kornblith et al. 2019, arXiv:1905.00414
 */
export function ckaOver(points: readonly ProbePoint[], draw: number): Measurement {
  const runs = [...new Set(points.map(({ run }) => run))].map((run) => ({
    run,
    points: points.filter((point) => point.run === run).sort((a, b) => a.epoch - b.epoch),
  }));
  const within = runs.flatMap((own) => withinRun(own, draw));
  const between = runs.length > 1 ? betweenRuns(runs, draw) : undefined;
  const details: CkaOverview = {
    epochs: within.map(({ table }) => table),
    ...(between?.epoch !== undefined && {
      runs: { epoch: between.epoch, layers: between.tables },
    }),
  };
  return {
    readings: [...within.flatMap(({ readings }) => readings), ...(between?.readings ?? [])],
    details,
  };
}

interface Run {
  readonly run: string;
  /** By epoch. */
  readonly points: readonly ProbePoint[];
}

/** What one layer became over the epochs. */
function withinRun({ run, points }: Run, draw: number) {
  return layersOf(points).map((layer) => {
    const grams = points.map((point) => gramAt(point, layer)!);
    const centred = grams.map((gram) => centreGram(gram));
    const table = {
      run,
      layer,
      names: points.map(({ epoch }) => String(epoch)),
      values: centred.map((a) => centred.map((b) => alignment(a, b).value)),
    };
    const [first, last] = [grams[0]!, grams.at(-1)!].map(comparableGram);
    const readings: Reading[] =
      points.length < 2
        ? []
        : [
            {
              quantity: "similarity of the first and the last epoch",
              layer,
              of: run,
              ...compareGrams([[first!, last!]], chanceStream(draw, `epochs/${layer}`)),
            },
          ];
    return { table, readings };
  });
}

function betweenRuns(runs: readonly Run[], draw: number) {
  const epoch = lastCommonEpoch(runs);
  if (epoch === undefined) {
    return {
      tables: [],
      readings: [{ ...noSimilarity, reason: "the runs have no epoch in common" }],
    };
  }
  const points = runs.map((own) => own.points.find((point) => point.epoch === epoch)!);
  const layers = [...new Set(points.flatMap(({ arrays = {} }) => Object.keys(arrays)))];
  const found = layers.flatMap((layer) => comparedLayer(points, { layer, draw }));
  const compared = new Set(found.flatMap(({ sets }) => sets.flat()));
  const alone: Reading[] = runs
    .filter((_, at) => !compared.has(points[at]!))
    .map(({ run }) => ({
      ...noSimilarity,
      of: run,
      reason: "no other run was asked about a layer of the same name with the same images",
    }));
  return {
    epoch,
    tables: found.map(({ table }) => table),
    readings: [...found.flatMap(({ readings }) => readings), ...alone],
  };
}

const noSimilarity = { quantity: "similarity between runs", value: null } as const;

/** A layer in those runs that have it and looked at the same images; nothing where no two did. */
function comparedLayer(
  points: readonly ProbePoint[],
  { layer, draw }: { readonly layer: string; readonly draw: number },
) {
  const having = points.filter((point) => gramAt(point, layer));
  const kinds = groupBy(having, (point) =>
    JSON.stringify([point.images, gramAt(point, layer)!.count]),
  );
  const sets = [...kinds.values()].filter((set) => set.length > 1);
  if (sets.length === 0) return [];
  const grams = new Map(
    sets.flat().map((point) => [point, comparableGram(gramAt(point, layer)!)] as const),
  );
  const setOf = (point: ProbePoint) => sets.find((set) => set.includes(point));
  const all = points.filter((point) => grams.has(point));
  const values = all.map((a) =>
    all.map((b) =>
      setOf(a) === setOf(b) ? alignment(grams.get(a)!.whole, grams.get(b)!.whole).value : null,
    ),
  );
  const readings = sets.map(
    (set): Reading => ({
      quantity: noSimilarity.quantity,
      layer,
      of: set.length === points.length ? undefined : set.map(({ run }) => run).join(" and "),
      ...compareGrams(
        pairsOf(set.map((point) => grams.get(point)!)),
        chanceStream(draw, `runs/${layer}`),
      ),
    }),
  );
  return [{ sets, readings, table: { layer, names: all.map(({ run }) => run), values } }];
}

/** Layers whose products all points have, for equally many images. */
function layersOf(points: readonly ProbePoint[]): string[] {
  return Object.keys(points[0]?.arrays ?? {}).filter((layer) => {
    const count = gramAt(points[0]!, layer)!.count;
    return points.every((point) => gramAt(point, layer)?.count === count);
  });
}

function gramAt({ arrays }: ProbePoint, layer: string): Gram | undefined {
  const tensor = arrays?.[layer];
  return tensor && { count: tensor.shape[0]!, products: tensor.data };
}

function lastCommonEpoch(runs: readonly Run[]): number | undefined {
  const [first, ...others] = runs.map(({ points }) => points.map(({ epoch }) => epoch));
  return first!.filter((epoch) => others.every((own) => own.includes(epoch))).at(-1);
}

function pairsOf(grams: readonly ComparableGram[]): (readonly [ComparableGram, ComparableGram])[] {
  return grams.flatMap((a, index) => grams.slice(index + 1).map((b) => [a, b] as const));
}

function chanceStream(draw: number, name: string) {
  return makeStream(draw, `probe/cka/${name}`);
}
