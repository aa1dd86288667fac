import { estimators } from "../core/differenceOf.ts";
import { estimateOf } from "../core/statistics.ts";
import type { PreparedTraining } from "../experiments/prepareTraining.ts";
import { estimateText, intervalMark } from "../studies/claimText.ts";
import { dataLine } from "../studies/dataLine.ts";
import type { DatasetSummary } from "../studies/study.ts";
import { classAccuracies } from "../train/metrics.ts";
import type { TrainedRun, TrainedRuns } from "./advanceRuns.ts";
import type { Outcome } from "./command.ts";
import { peakMemoryMiB } from "./peakMemory.ts";
import { probesExitCode, probesText } from "./probesText.ts";
import { textTable } from "./textTable.ts";

/** What came of it. */
interface Trained extends TrainedRuns {
  readonly dataset: DatasetSummary;
  readonly engine: string;
}

/** What `train` says of its trainings. */
export function trainOutcome(
  { request: { settings, common }, options }: PreparedTraining,
  { runs, dataset, engine, secondsToFirstStep }: Trained,
): Outcome {
  const testAccuracy = estimators[common.interval](runs.map((run) => run.testAccuracy));
  const seeds =
    runs.length === 1 ? "one seed" : `n = ${runs.length} seeds, ${intervalMark(common.interval)}`;
  const rows = runs.map((run) => [run.seed, run.testAccuracy, run.folder]);
  const tables = [
    textTable({ columns: ["seed", "test accuracy", "folder"], rows }),
    ...conceptTable(runs),
    ...classTable(dataset, runs),
  ];
  return {
    json: {
      settings,
      options,
      dataset,
      engine,
      testAccuracy,
      runs,
      secondsToFirstStep,
      waitingShare: waitingShareOf(runs),
      peakRssMiB: Math.round(peakMemoryMiB()),
    },
    text: [
      dataLine(dataset),
      `Test accuracy of ${settings.model}: ${estimateText(testAccuracy)} (${seeds})`,
      `Repeatable to the bit with ${engine} on this processor`,
      "",
      [...tables, ...probesText(runs)].join("\n\n"),
    ].join("\n"),
    exitCode: probesExitCode(runs),
  };
}

/** Seconds that training waited for its batches, of those that it took; null where nothing was trained. */
function waitingShareOf(runs: readonly TrainedRun[]): number | null {
  const history = runs.flatMap((run) => run.history);
  const total = (name: "time/waiting-seconds" | "time/epoch-seconds") =>
    history.reduce((sum, metrics) => sum + (metrics[name] ?? 0), 0);
  const seconds = total("time/epoch-seconds");
  return seconds === 0 ? null : total("time/waiting-seconds") / seconds;
}

const conceptMetric = "test/error/";

/** Mean over seeds of how often each concept was wrong; nothing where the data declare none. */
function conceptTable(runs: readonly TrainedRun[]): string[] {
  const last = runs.map(({ history }) => Object.entries(history.at(-1)!));
  const names = last[0]!.flatMap(([name]) => (name.startsWith(conceptMetric) ? [name] : []));
  if (names.length === 0) return [];
  const rows = names.map((name) => [
    name.slice(conceptMetric.length),
    estimateOf(last.map((metrics) => metrics.find(([own]) => own === name)![1])).mean,
  ]);
  return [textTable({ columns: ["concept", "test error"], rows })];
}

/** With more classes than this, `--json` tells of each. */
const mostClasses = 20;

/** Mean over seeds of the share of each class that was recognised; nothing where there are too many to be read. */
function classTable({ classes }: DatasetSummary, runs: readonly TrainedRun[]): string[] {
  if (classes.length > mostClasses) return [];
  const ofRuns = runs.map(({ confusion }) => classAccuracies(confusion));
  const rows = classes.map((name, label) => {
    const known = ofRuns.map((own) => own[label] ?? null).filter((share) => share !== null);
    return [name, known.length === 0 ? null : estimateOf(known).mean];
  });
  return [textTable({ columns: ["class", "test accuracy"], rows })];
}
