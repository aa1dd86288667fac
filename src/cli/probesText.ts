import type { ProbeCost } from "../experiments/probes/probeCosts.ts";
import { failureText } from "../experiments/probes/probeTraining.ts";
import { costTable, trainingSeconds } from "../experiments/report/costSection.ts";
import type { TrainedRun } from "./advanceRuns.ts";
import { textTable } from "./textTable.ts";

/** What is said here of a training. */
export type ProbedTraining = Pick<
  TrainedRun,
  "history" | "probeCosts" | "probeFailures" | "report"
>;

/** 1 where a probe failed, though the trainings did not. */
export function probesExitCode(runs: readonly Pick<ProbedTraining, "probeFailures">[]): 0 | 1 {
  return runs.some(({ probeFailures }) => probeFailures.length > 0) ? 1 : 0;
}

/** What trainings say of the probes that they asked: costs over all seeds, failures, reports; nothing where none was. */
export function probesText(runs: readonly ProbedTraining[]): string[] {
  const costs = costsOf(runs.flatMap(({ probeCosts }) => probeCosts));
  const failures = runs.flatMap(({ probeFailures }) => probeFailures);
  const reports = runs.flatMap(({ report }) => report ?? []);
  const trained = runs.reduce((sum, { history }) => sum + trainingSeconds(history), 0);
  return [
    ...(costs.length > 0 ? [textTable(costTable(costs, trained))] : []),
    ...(failures.length > 0
      ? [failures.map((failure) => `${failureText(failure)}: ${failure.reason}`).join("\n")]
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
