import { basename, dirname, join } from "node:path";

/** What a folder is named after. */
export interface RunName {
  readonly started: Date;
  readonly name: string;
  /** Six hexadecimal digits of the settings, from `settingsHash`. */
  readonly hash: string;
  readonly seed?: number;
}

/** The name of a study's folder where others have the network's. */
export const studyName = "study";

/** `runs/<experiment>/<utc>-<name>-<hash6>-s<seed>`; a study has no seed of its own. */
export function runFolderOf(root: string, experiment: string, run: RunName): string {
  const utc = run.started.toISOString().replace(/[-:]|\.\d+/g, "");
  const seed = run.seed === undefined ? "" : `-s${run.seed}`;
  return join(root, experiment, `${utc}-${run.name}-${run.hash}${seed}`);
}

/** A run's name without the time at which it began; cells of sweeps have none. */
export function nameWithoutTime(folder: string): string {
  return folder.replace(/^\d{8}T\d{6}Z-/, "");
}

/** Where all runs of an experiment or study are. */
export function experimentFolderOf(root: string, experiment: string): string {
  return join(root, experiment);
}

/** Whether a folder's name is that of a study; names sort by the time at which the studies began. */
export function isStudyFolder(name: string): boolean {
  return new RegExp(`^\\d{8}T\\d{6}Z-${studyName}-[0-9a-f]{6}(-\\d+)?$`).test(name);
}

/** The folder of all of a study's trainings, inside its own. */
export const cellsFolder = "cells";

/** The folder of one of a study's trainings. */
export function cellFolderOf(study: string, cell: string): string {
  return join(study, cellsFolder, cell);
}

/** The folder of the study that a run is a training of; nothing where it is a run of its own. */
export function studyOf(run: string): string | undefined {
  const cells = dirname(run);
  const study = dirname(cells);
  return basename(cells) === cellsFolder && isStudyFolder(basename(study)) ? study : undefined;
}

/** The files of a run. */
export const runFiles = {
  /** What was asked for: every key with its value. */
  config: "config.resolved.yaml",
  /** What the run is: its kind, network, seed and hash, and what it was forked from. */
  manifest: "manifest.json",
  /** What the data came to: counts, a hash of each part, the options of the network that follow from them. */
  dataset: "dataset.json",
  environment: "env.json",
  status: "status.json",
  /** Held by the process that is at work on the run. */
  lock: "run.lock",
  /** One JSON object an epoch: what follows from configuration and seed, to the bit. */
  metrics: "metrics.jsonl",
  /** One JSON object an epoch: what depends on the machine and the day. */
  timings: "timings.jsonl",
  /** What happened, for people. */
  log: "log.txt",
  /** The folder of all checkpoints. */
  checkpoints: "checkpoints",
  /** Which examples were chosen from the data set, and which labels are false, where any are. */
  examples: "examples.safetensors",
  /** The folder of all that probes measured. */
  probes: "probes",
  /** What a study asked of the trained network. */
  measured: "measured.json",
  /** All that a study found; its report and figures follow from it. */
  results: "results.json",
  report: "report.html",
  /** The folder of what was written for other programs. */
  exports: "export",
} as const;

/** A network for other programs. */
export function exportFile(network: string, extension: "safetensors" | "onnx"): string {
  return `${network}.${extension}`;
}

/** Where a training stood when a checkpoint was written. */
export interface CheckpointPlace {
  /** Epochs that were completed. */
  readonly epoch: number;
  /** Steps that were done in the epoch that was under way; 0 at the end of an epoch. */
  readonly step: number;
}

/** `checkpoints/epoch-0008.safetensors`, or `checkpoints/epoch-0008-step-000120.safetensors` within the next epoch. */
export function checkpointFile({ epoch, step }: CheckpointPlace): string {
  const within = step === 0 ? "" : `-step-${String(step).padStart(6, "0")}`;
  return join(runFiles.checkpoints, `epoch-${String(epoch).padStart(4, "0")}${within}.safetensors`);
}

/** Where the training stood of which a file in `checkpoints` is; nothing where it is no checkpoint. */
export function checkpointPlace(name: string): CheckpointPlace | undefined {
  const [, epoch, step = "0"] = /^epoch-(\d{4,})(?:-step-(\d{6,}))?\.safetensors$/.exec(name) ?? [];
  return epoch === undefined ? undefined : { epoch: Number(epoch), step: Number(step) };
}

/** `after epoch 8`, or `after epoch 8, step 120 of the next`. */
export function placeText({ epoch, step }: CheckpointPlace): string {
  return `after epoch ${epoch}${step === 0 ? "" : `, step ${step} of the next`}`;
}

/** What belongs to a file of weights but is no tensor: `epoch-0008.json` beside `epoch-0008.safetensors`. */
export function stateFileOf(weights: string): string {
  return weights.replace(/(\.safetensors)?$/, ".json");
}

/** The folder of what a probe measured of a run with one choice of options. */
export function probeFolder(run: string, probe: string, hash: string): string {
  return join(run, runFiles.probes, probe, hash);
}

/** Which network a probe measured: a run's after an epoch, or one that has learned nothing. */
export type MeasuredNetwork = { readonly epoch: number } | { readonly untrained: number };

/** `epoch-0008.json`, or `untrained-1.json`; arrays lie beside it. */
export function measurementFile(network: MeasuredNetwork): string {
  return "epoch" in network
    ? `epoch-${String(network.epoch).padStart(4, "0")}.json`
    : `untrained-${network.untrained}.json`;
}

/** The files beside the measurements of a run. */
export const probeFiles = {
  /** In the folder of all probes: one JSON object a measurement, what it cost. */
  costs: "costs.jsonl",
  /** In the folder of all probes: one JSON object for each measurement that failed or was left out. */
  gaps: "gaps.jsonl",
  /** In a probe's folder: which probe it is, its options, and the data that it looks at. */
  probe: "probe.json",
} as const;

/** A figure as picture, table or JSON. */
export function figureFile(id: string, extension: "svg" | "csv" | "json"): string {
  return `figures/${id}.${extension}`;
}
