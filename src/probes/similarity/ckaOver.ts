import { makeStream } from "../../core/random.ts";
import type { Measurement, ProbePoint, Reading } from "../../probing/measurement.ts";
import type { CkaOverview } from "./ckaDetails.ts";
import { type ComparableGram, comparableGram, compareGrams } from "./compareGrams.ts";
import { alignment, centreGram, type Gram } from "./linearCka.ts";

/**
 * Every layer epoch × epoch within each run, and run × run at the last common epoch, from the inner products that were kept.
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
    ...(between && { runs: { epoch: between.epoch, layers: between.tables } }),
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
  if (epoch === undefined) return undefined;
  const points = runs.map((own) => own.points.find((point) => point.epoch === epoch)!);
  const names = runs.map(({ run }) => run);
  const found = layersOf(points).map((layer) => {
    const grams = points.map((point) => comparableGram(gramAt(point, layer)!));
    const values = grams.map((a) => grams.map((b) => alignment(a.whole, b.whole).value));
    const reading: Reading = {
      quantity: "similarity between runs",
      layer,
      ...compareGrams(pairsOf(grams), chanceStream(draw, `runs/${layer}`)),
    };
    return { table: { layer, names, values }, reading };
  });
  return {
    epoch,
    tables: found.map(({ table }) => table),
    readings: found.map(({ reading }) => reading),
  };
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
