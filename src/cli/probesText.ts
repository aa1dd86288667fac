import type { ProbeCost } from "../experiments/probes/probeCosts.ts";
import { costTable, trainingSeconds } from "../experiments/report/costSection.ts";
import type { TrainedRun } from "./advanceRuns.ts";
import { textTable } from "./textTable.ts";

/** What trainings say of the probes that they asked: costs over all seeds, failures, reports; nothing where none was. */
export function probesText(
  runs: readonly Pick<TrainedRun, "history" | "probeCosts" | "probeFailures" | "report">[],
): string[] {
  const costs = costsOf(runs.flatMap(({ probeCosts }) => probeCosts));
  const failures = runs.flatMap(({ probeFailures }) => probeFailures);
  const reports = runs.flatMap(({ report }) => report ?? []);
  const trained = runs.reduce((sum, { history }) => sum + trainingSeconds(history), 0);
  return [
    ...(costs.length > 0 ? [textTable(costTable(costs, trained))] : []),
    ...(failures.length > 0
      ? [
          failures
            .map(({ probe, epoch, reason }) => `${probe} failed after epoch ${epoch}: ${reason}`)
            .join("\n"),
        ]
      : []),
    ...(reports.length > 0 ? [reports.map((path) => `Report: ${path}`).join("\n")] : []),
  ];
}

/** Of several runs together. */
function costsOf(all: readonly ProbeCost[]): readonly ProbeCost[] {
  const costs = new Map<string, ProbeCost>();
  for (const cost of all) {
    const before = costs.get(cost.hash);
    costs.set(cost.hash, {
      ...cost,
      measurements: cost.measurements + (before?.measurements ?? 0),
      seconds: cost.seconds + (before?.seconds ?? 0),
      bytes: Math.max(cost.bytes, before?.bytes ?? 0),
    });
  }
  return [...costs.values()].sort((a, b) => b.seconds - a.seconds);
}
