import type { Backend } from "../backends/backend.ts";
import { TrainingError } from "../core/errors.ts";
import { advanceTraining } from "../experiments/advanceTraining.ts";
import { cellOf, type PreparedTraining } from "../experiments/prepareTraining.ts";
import type { PlannedProbe } from "../experiments/probes/planProbes.ts";
import { type ProbeCost, readCosts } from "../experiments/probes/probeCosts.ts";
import type { ProbeFailure } from "../experiments/probes/probeTraining.ts";
import { type Environment, environmentOf } from "../runs/environment.ts";
import type { RunFolder } from "../runs/runFolder.ts";
import { networkOf } from "../studies/networkOf.ts";
import type { EpochMetrics } from "../train/fit.ts";
import { confusionMatrix } from "../train/metrics.ts";
import { interruptible } from "./interruptible.ts";
import { makeProgress } from "./progress/makeProgress.ts";
import type { Progress } from "./progress/progress.ts";
import { reportOf } from "./reportOf.ts";
import { weightsLine } from "./weightsText.ts";

/** A run that is to be taken to its end. */
export interface RunToDo {
  readonly folder: RunFolder;
  readonly seed: number;
  readonly prepared: PreparedTraining;
  /** What is asked of the network while it learns. */
  readonly probes: readonly PlannedProbe[];
}

export interface AdvanceRunsOptions {
  readonly backend: Backend;
  /** What was typed. */
  readonly command: readonly string[];
  /** Writes a line for people. */
  note(line: string): void;
}

/** One training as `train` and `resume` tell of it. */
export interface TrainedRun {
  readonly seed: number;
  readonly folder: string;
  readonly testAccuracy: number;
  /** How often each class of the test images was taken for each: a row a true class; none with more than 1,000 classes. */
  readonly confusion: readonly (readonly number[])[];
  readonly history: readonly EpochMetrics[];
  readonly probeFailures: readonly ProbeFailure[];
  /** What each probe took of this run, and of all that was asked of it before. */
  readonly probeCosts: readonly ProbeCost[];
  /** Where the report is; null where nothing was asked. */
  readonly report: string | null;
}

/** What came of all runs. */
export interface TrainedRuns {
  readonly runs: readonly TrainedRun[];
  /** From the start of the process to the end of the first step of training; null where there was none. */
  readonly secondsToFirstStep: number | null;
}

/** A table of more classes squared would be larger than the images. */
const mostConfused = 1000;

/**
 * Takes runs to their ends, one after the other, for each uses all threads, and shows how far they are. Where that is
 * broken off, says how to go on.
 */
export async function advanceRuns(
  toDo: readonly RunToDo[],
  { backend, command, note }: AdvanceRunsOptions,
): Promise<TrainedRuns> {
  const { description, precision } = backend;
  const environment = environmentOf({ backend: description, precision, command });
  const progress = await makeProgress({ stream: process.stderr, trainingShare: 1 });
  try {
    return await interruptible(note, (signal) =>
      advanceAll(toDo, { backend, environment, progress, signal, note }),
    );
  } finally {
    progress.stop();
  }
}

interface AdvanceAllOptions extends Omit<AdvanceRunsOptions, "command"> {
  readonly environment: Environment;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

async function advanceAll(
  toDo: readonly RunToDo[],
  options: AdvanceAllOptions,
): Promise<TrainedRuns> {
  const runs: TrainedRun[] = [];
  let secondsToFirstStep: number | null = null;
  const onStep = () => {
    secondsToFirstStep ??= performance.now() / 1000;
  };
  try {
    for (const run of toDo) {
      options.signal.throwIfAborted();
      const place = { number: runs.length + 1, of: toDo.length };
      runs.push(await advanceRun(run, { ...options, place, onStep }));
    }
  } catch (error) {
    const left = toDo.slice(runs.length);
    if (error instanceof TrainingError) options.note(howToBranchOff(left[0]!));
    const toGoOn = options.signal.aborted ? left : left.slice(1);
    if (toGoOn.length > 0) options.note(howToGoOn(toGoOn));
    throw error;
  }
  return { runs, secondsToFirstStep };
}

function howToGoOn(left: readonly RunToDo[]): string {
  const paths = left.map(({ folder }) => folder.path).join(" ");
  return `\`learnscope resume ${paths}\` goes on`;
}

/** To go on would lead to the same end. */
function howToBranchOff({ folder }: RunToDo): string {
  return `The last good checkpoint is kept; \`learnscope fork ${folder.path}@last learningRate=…\` branches off from it`;
}

async function advanceRun(
  { folder, seed, prepared, probes }: RunToDo,
  options: AdvanceAllOptions & {
    readonly place: { readonly number: number; readonly of: number };
    readonly onStep: () => void;
  },
): Promise<TrainedRun> {
  const { place, progress, note } = options;
  const cell = cellOf(prepared, seed);
  const position = { cell, ...place, stage: "training" } as const;
  const onDoing = (doing: string) =>
    progress.onProgress({ ...position, stage: "measuring", doing });
  progress.onProgress(position);
  const { history, predictions, probeFailures } = await advanceTraining(folder, prepared, {
    ...options,
    seed,
    probes,
    onProbe: (probe) => onDoing(`measuring ${probe}`),
    onStep(step) {
      options.onStep();
      progress.onProgress({ ...position, step });
    },
    onEpoch: (metrics) => progress.onEpoch(cell, metrics),
    onWeights(loaded) {
      if (place.number === 1) note(weightsLine(prepared.request.settings.weights, loaded));
    },
  });
  const { classes } = networkOf(cell);
  const { labels } = prepared.dataset.test;
  if (probes.length > 0) onDoing("writing the report");
  return {
    seed,
    folder: folder.path,
    testAccuracy: history.at(-1)!["test/accuracy"],
    confusion: classes > mostConfused ? [] : confusionMatrix(predictions, labels, classes),
    history,
    probeFailures,
    probeCosts: probes.length === 0 ? [] : await readCosts(folder.path),
    report: probes.length === 0 ? null : await reportOf(folder.path, prepared, note),
  };
}
