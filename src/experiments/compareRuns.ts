import {
  type Difference,
  differenceOf,
  estimators,
  type IntervalMethod,
} from "../core/differenceOf.ts";
import { UsageError } from "../core/errors.ts";
import type { Estimate } from "../core/statistics.ts";
import { needs } from "../core/suggest.ts";
import type { LogLine } from "../runs/metricsLog.ts";
import { commonLevels, lineAtLoss } from "./trainingLoss.ts";

/** A run as comparisons see it. */
export interface ComparedRun {
  readonly seed: number;
  /** One line for every epoch from 0 on. */
  readonly log: readonly LogLine[];
}

/** Two groups of runs. Those of a group differ in their seeds alone. */
export interface ComparedGroups {
  readonly a: readonly ComparedRun[];
  readonly b: readonly ComparedRun[];
}

export interface CompareOptions {
  readonly interval?: IntervalMethod | undefined;
  /** The metrics that are compared; by default all. */
  readonly metrics?: readonly string[] | undefined;
}

/** What both groups come to in one metric, and by how much b exceeds a. */
export interface MetricComparison {
  readonly metric: string;
  readonly a: Estimate;
  readonly b: Estimate;
  readonly difference: Difference;
}

/** Both groups at one epoch, in each metric that all runs have there. */
export interface EpochComparison {
  readonly epoch: number;
  readonly metrics: readonly MetricComparison[];
}

/** Both groups where each run falls to one training loss: first by the epoch at which it does, then by every metric. */
export interface LossComparison {
  readonly loss: number;
  readonly metrics: readonly MetricComparison[];
}

/** Two groups of runs side by side. */
export interface RunsComparison {
  /** Every epoch that all runs have. */
  readonly epochs: readonly EpochComparison[];
  /** From the highest loss to the lowest. */
  readonly losses: readonly LossComparison[];
  /** Why there are no losses; null where there are. */
  readonly noLosses: string | null;
}

/**
 * Two groups of runs at equal epochs, and at equal training losses: the second tells being better from being faster.
 * Where the groups have seeds in common, differences are taken seed by seed. A value that is not finite is no number to
 * compare with: it leaves mean, difference and intervals NaN or unknown.
 *
 * @throws {UsageError} when a group has no run or a seed twice, or no run has a metric that is asked for
 * @source own derivation
 */
export function compareRuns(
  { a, b }: ComparedGroups,
  { interval = "t", metrics }: CompareOptions = {},
): RunsComparison {
  checkSeeds("A", a);
  checkSeeds("B", b);
  const logs = [...a, ...b].map(({ log }) => log);
  checkMetrics(metrics ?? [], logs);
  const compare = (given: string, lineOf: (log: readonly LogLine[]) => LogLine) => {
    const lines = { a: linesBySeed(a, lineOf), b: linesBySeed(b, lineOf) };
    return commonNames([...lines.a.values(), ...lines.b.values()])
      .filter((name) => name !== given)
      .filter((name) => name === "epoch" || (metrics?.includes(name) ?? true))
      .map((name) => compareMetric(name, lines, interval));
  };
  const levels = commonLevels(logs);
  return {
    epochs: Array.from({ length: Math.min(...logs.map(({ length }) => length)) }, (_, epoch) => ({
      epoch,
      metrics: compare("epoch", (log) => log[epoch]!),
    })),
    losses: levels.losses.map((loss) => ({
      loss,
      metrics: compare("train/loss", (log) => lineAtLoss(log, loss)),
    })),
    noLosses: "reason" in levels ? levels.reason : null,
  };
}

type LinesBySeed = ReadonlyMap<number, LogLine>;

function linesBySeed(
  runs: readonly ComparedRun[],
  lineOf: (log: readonly LogLine[]) => LogLine,
): LinesBySeed {
  return new Map(runs.map(({ seed, log }) => [seed, lineOf(log)]));
}

/** The names that all lines have, in the order of the first. */
function commonNames(lines: readonly LogLine[]): readonly string[] {
  return Object.keys(lines[0]!).filter((name) => lines.every((line) => name in line));
}

function compareMetric(
  metric: string,
  lines: { readonly a: LinesBySeed; readonly b: LinesBySeed },
  interval: IntervalMethod,
): MetricComparison {
  const valuesOf = (group: LinesBySeed) =>
    new Map([...group].map(([seed, line]) => [seed, line[metric]!]));
  const [a, b] = [valuesOf(lines.a), valuesOf(lines.b)];
  return {
    metric,
    a: estimators[interval]([...a.values()]),
    b: estimators[interval]([...b.values()]),
    difference: differenceOf(a, b, interval),
  };
}

function checkSeeds(group: string, runs: readonly ComparedRun[]): void {
  if (runs.length === 0) {
    throw new UsageError(`Cannot compare runs: ${group} has none, needs at least one`);
  }
  const seeds = runs.map(({ seed }) => seed);
  const twice = seeds.find((seed, index) => seeds.indexOf(seed) < index);
  if (twice !== undefined) {
    throw new UsageError(
      `Cannot compare runs: ${group} has seed ${twice} twice, needs one run for each seed`,
    );
  }
}

function checkMetrics(metrics: readonly string[], logs: readonly (readonly LogLine[])[]): void {
  const known = new Set(logs.flatMap((log) => log.flatMap((line) => Object.keys(line))));
  known.delete("epoch");
  for (const metric of metrics) {
    if (known.has(metric)) continue;
    throw new UsageError(
      `Cannot compare runs by "${metric}": no run has this metric, ${needs(metric, [...known])}`,
    );
  }
}
