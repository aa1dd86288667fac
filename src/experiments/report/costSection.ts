import { sizeText } from "../../core/sizeText.ts";
import type { ReportSection } from "../../figures/report.ts";
import { percent } from "../../figures/text.ts";
import type { Metrics } from "../../runs/runFolder.ts";
import type { ProbeCost } from "../probes/probeCosts.ts";

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
  const rows = costs.map(({ probe, measurements, seconds, bytes }) => [
    probe,
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
): ReportSection[] {
  if (costs.length === 0) return [];
  const trained = trainingSeconds(history);
  return [
    {
      id: "costs",
      title: "What the probes cost",
      paragraphs: [
        `Training took ${secondsText(trained)} s, tests not counted, and the probes ${secondsText(totalOf(costs))} s. Networks: how often a network was asked, after an epoch or before it has learned anything. Memory: the most that was held at a time of what layers say. What was asked again after an interruption counts again.`,
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

function totalOf(costs: readonly ProbeCost[]): number {
  return costs.reduce((sum, { seconds }) => sum + seconds, 0);
}

function secondsText(seconds: number): string {
  return seconds.toFixed(seconds < 10 ? 2 : seconds < 100 ? 1 : 0);
}
