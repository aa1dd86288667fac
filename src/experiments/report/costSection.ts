import { sizeText } from "../../core/sizeText.ts";
import { groupBy } from "../../figures/groupBy.ts";
import type { ReportSection } from "../../figures/report.ts";
import { percent } from "../../figures/text.ts";
import type { Metrics } from "../../runs/runFolder.ts";
import type { ProbeCost } from "../probes/probeCosts.ts";
import type { ProbeGap } from "../probes/probeGaps.ts";
import { failureText } from "../probes/probeTraining.ts";

/** What probes took, as a table for people. */
export interface CostTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Seconds that a run was trained, as far as they were logged. */
export function trainingSeconds(history: readonly Metrics[]): number {
  return history.reduce((sum, metrics) => sum + (metrics["time/epoch-seconds"] ?? 0), 0);
}

/** What each probe took: time, its share of the time of training and probes together, and memory. */
export function costTable(costs: readonly ProbeCost[], trained: number): CostTable {
  const all = trained + totalOf(costs);
  const rows = costs.map(({ name, measurements, seconds, bytes }) => [
    name,
    String(measurements),
    `${secondsText(seconds)} s`,
    `${secondsText(seconds / measurements)} s`,
    all > 0 ? percent(seconds / all, 1) : "–",
    sizeText(bytes),
  ]);
  return {
    columns: ["probe", "networks", "time", "each", "share of time", "memory"],
    rows,
  };
}

/** The same as a section of a report; nothing where nothing was asked. */
export function costSection(
  costs: readonly ProbeCost[],
  history: readonly Metrics[],
  gaps: readonly ProbeGap[] = [],
): ReportSection[] {
  if (costs.length === 0 && gaps.length === 0) return [];
  const trained = trainingSeconds(history);
  return [
    {
      id: "costs",
      title: "What the probes cost",
      paragraphs: [
        `Training took ${secondsText(trained)} s, tests and checkpoints not counted, and the probes ${secondsText(totalOf(costs))} s. Networks: how often a network was asked, after an epoch or before it has learned anything. Memory: the most that was held at a time of what layers say. What was asked again after an interruption counts again. Writing this report is not counted.`,
        ...gapTexts(gaps, costs),
      ],
      tables: [
        {
          caption: "Share: of the time of training and probes together",
          ...costTable(costs, trained),
          align: ["left", "right", "right", "right", "right", "right"],
        },
      ],
      figures: [],
    },
  ];
}

/** What was not measured, in sentences: failures each with its reason, and what the budget had no room for. */
function gapTexts(gaps: readonly ProbeGap[], costs: readonly ProbeCost[]): string[] {
  const failed = gaps.flatMap(({ reason, ...gap }) =>
    reason === undefined ? [] : [`${failureText({ ...gap, reason })}: ${reason}`],
  );
  const leftOut = groupBy(
    gaps.filter(({ reason }) => reason === undefined),
    ({ probe, hash }) => costs.find((cost) => cost.hash === hash)?.name ?? probe,
  );
  const epochs = [...leftOut].map(
    ([probe, own]) => `${probe} after ${own.map(({ epoch }) => epoch).join(", ")}`,
  );
  return [
    ...(failed.length > 0 ? [`What failed: ${failed.join("; ")}.`] : []),
    ...(epochs.length > 0
      ? [
          `Left out for the budget, with the epochs: ${epochs.join("; ")}. The budget is of the time of training with its tests and checkpoints.`,
        ]
      : []),
  ];
}

function totalOf(costs: readonly ProbeCost[]): number {
  return costs.reduce((sum, { seconds }) => sum + seconds, 0);
}

function secondsText(seconds: number): string {
  return seconds.toFixed(seconds < 10 ? 2 : seconds < 100 ? 1 : 0);
}
