import { sizeText } from "../core/sizeText.ts";
import { isFraction } from "../experiments/comparisonFigures.ts";
import type { RunDetails } from "../experiments/runDetails.ts";
import { percent } from "../figures/text.ts";
import { isOnLadder } from "../runs/checkpoints.ts";
import { studyOf } from "../runs/paths.ts";
import type { Metrics } from "../runs/runFolder.ts";
import { dataLine } from "../studies/dataLine.ts";
import { ageText, durationText } from "./ageText.ts";
import { changedText, runsTable } from "./runsTable.ts";
import { textTable } from "./textTable.ts";

/** More metrics than this would not be read. */
const mostMetrics = 8;

/** A run in words and tables: what it is, how it went, what is left of it. */
export function runText(details: RunDetails, now: number): string {
  const blocks = [
    [...identityLines(details), ...placeLines(details), ...stateLines(details, now)].join("\n"),
    ...metricsBlock(details),
    ...checkpointsBlock(details),
    ...probesBlock(details),
    ...(details.cells.length > 0 ? [runsTable(details.cells, { now })] : []),
    ...details.problems,
  ];
  return blocks.join("\n\n");
}

function identityLines({ entry, dataset }: RunDetails): string[] {
  const { kind, name, label, folder, hash, seed, parent, changed } = entry;
  const settings = changedText(changed);
  return [
    `${kind === "study" ? "Study" : "Training"} ${name ?? label}${seed === undefined ? "" : `, seed ${seed}`}${hash === undefined ? "" : `, settings ${hash}`}`,
    `Folder: ${folder}`,
    `Settings that are not their defaults: ${settings === "" ? "none" : settings}`,
    ...dataLines(dataset),
    ...(parent ? [`Forked from ${parent.run}@${parent.epoch}`] : []),
  ];
}

function dataLines(dataset: RunDetails["dataset"] = {}): string[] {
  const { title, note, trainCount, testCount } = dataset;
  const isKnown =
    typeof title === "string" && typeof trainCount === "number" && typeof testCount === "number";
  if (!isKnown) return [];
  return [dataLine({ title, note: typeof note === "string" ? note : "", trainCount, testCount })];
}

function placeLines({ environment }: RunDetails): string[] {
  if (!environment) return [];
  const { backend, platform, processor, learnscope } = environment;
  return [`Computed by ${backend} on ${platform}, ${processor}; learnscope ${learnscope}`];
}

/** In which state it is, and what to do about that. */
function stateLines({ entry, holder, history }: RunDetails, now: number): string[] {
  const { state, started, updated, progress, error, folder } = entry;
  const seen = updated === undefined ? "" : `${ageText(Date.parse(updated), now)} ago (${updated})`;
  const resume = `\`learnscope resume ${studyOf(folder) ?? folder}\``;
  const goOn = `${resume} goes on`;
  const by = holder ? `process ${holder.process} on ${holder.host}` : "a process";
  const lines: { readonly [State in typeof state]: readonly string[] } = {
    pending: [`State: pending, waits to be begun; ${resume} begins it`],
    running: [`State: running, ${by} is at work on it; last sign of life ${seen}`],
    done: [`State: done, ${seen}`],
    failed: [`State: failed, ${seen}`, `${error ?? "The reason is not known"}`],
    interrupted: [`State: interrupted, ${seen}; ${goOn}`],
    stale: [
      `State: stale, ${by} was at work on it and is gone; last sign of life ${seen}; ${goOn}`,
    ],
    damaged: ["State: damaged"],
  };
  const epochs = progress ? [progressText(progress)] : [];
  return [
    ...lines[state],
    ...(started === undefined ? [] : [`${state === "pending" ? "Planned" : "Begun"}: ${started}`]),
    ...epochs,
    ...timeLines(history),
  ];
}

function progressText(progress: NonNullable<RunDetails["entry"]["progress"]>): string {
  const { epoch, epochs, step, steps } = progress;
  const within = step === 0 ? "" : `, and ${step} of the next one's ${steps} steps`;
  return `Epochs: ${epoch} of ${epochs}${within}`;
}

function timeLines(history: readonly Metrics[]): string[] {
  const seconds = history.flatMap((metrics) => metrics["time/epoch-seconds"] ?? []);
  if (seconds.length === 0) return [];
  const total = seconds.reduce((sum, one) => sum + one, 0);
  return [
    `Time: ${durationText(total)} of training, ${durationText(total / seconds.length)} an epoch`,
  ];
}

/** Epochs 0, 1, 2, 4, 8…, the best and the last. */
function metricsBlock({ history, best }: RunDetails): string[] {
  const last = history.at(-1);
  if (!last) return [];
  const all = Object.keys(last).filter((name) => name !== "epoch" && !name.startsWith("time/"));
  const names = all.length <= mostMetrics ? all : all.filter(isUsual).slice(0, mostMetrics);
  const shown = history.filter(
    ({ epoch }) => isOnLadder("log2", epoch) || epoch === best?.epoch || epoch === last.epoch,
  );
  const rows = shown.map((metrics) => [
    metrics.epoch === best?.epoch ? `${metrics.epoch} best` : `${metrics.epoch}`,
    ...names.map((name) => metricText(name, metrics[name])),
  ]);
  const hidden = all.length - names.length;
  return [
    [
      textTable({ columns: ["epoch", ...names], rows }),
      ...(hidden > 0 ? [`${hidden} more metrics are in metrics.jsonl`] : []),
    ].join("\n"),
  ];
}

function isUsual(name: string): boolean {
  return /^(train|validation|test)\/(loss|accuracy)$/.test(name);
}

function metricText(name: string, value: number | undefined): string | number | null {
  if (value === undefined) return null;
  return isFraction(name) ? percent(value, 1) : value;
}

function checkpointsBlock({ checkpoints, entry }: RunDetails): string[] {
  if (checkpoints.length === 0) return [];
  const rows = checkpoints.map(({ epoch, step, size, references }) => [
    step === 0 ? `${epoch}` : `${epoch}, step ${step}`,
    references.join(" "),
    sizeText(size),
  ]);
  const total = checkpoints.reduce((sum, { size }) => sum + size, 0);
  const from = checkpoints.findLast(({ step }) => step === 0);
  const canFork = from !== undefined && studyOf(entry.folder) === undefined;
  const branchOff = canFork
    ? `; \`learnscope fork ${entry.folder}@${from.epoch} key=value\` branches off`
    : "";
  return [
    [
      textTable({ columns: ["checkpoint after epoch", "named", "size"], rows }),
      `${sizeText(total)} in all${branchOff}`,
    ].join("\n"),
  ];
}

/** More epochs are not counted up. */
const mostEpochs = 12;

function epochsText(epochs: readonly number[]): string {
  if (epochs.length <= mostEpochs) return epochs.join(" ");
  return `${epochs.length} from ${epochs[0]} to ${epochs.at(-1)}`;
}

function probesBlock({ probes, entry }: RunDetails): string[] {
  if (probes.length === 0) return [];
  const rows = probes.map(({ probe, epochs }) => [probe, epochsText(epochs)]);
  return [
    [
      textTable({ columns: ["probe", "asked after epochs"], rows }),
      `\`learnscope runs report ${entry.folder}\` writes what they found`,
    ].join("\n"),
  ];
}
