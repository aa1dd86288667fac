import { join } from "node:path";

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

/** Where all runs of an experiment or study are. */
export function experimentFolderOf(root: string, experiment: string): string {
  return join(root, experiment);
}

/** Whether a folder's name is that of a study; names sort by the time at which the studies began. */
export function isStudyFolder(name: string): boolean {
  return new RegExp(`^\\d{8}T\\d{6}Z-${studyName}-[0-9a-f]{6}(-\\d+)?$`).test(name);
}

/** The folder of one of a study's trainings. */
export function cellFolderOf(study: string, cell: string): string {
  return join(study, "cells", cell);
}

/** The files of a run. */
export const runFiles = {
  config: "config.resolved.yaml",
  environment: "env.json",
  status: "status.json",
  /** One JSON object an epoch. */
  metrics: "metrics.jsonl",
  lastCheckpoint: "checkpoints/last.safetensors",
  /** Which examples were chosen from the data set, and which labels are false, where any are. */
  examples: "examples.safetensors",
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

/** What belongs to a file of weights but is no tensor: `last.json` beside `last.safetensors`. */
export function stateFileOf(weights: string): string {
  return weights.replace(/(\.safetensors)?$/, ".json");
}

/** A figure as picture, table or JSON. */
export function figureFile(id: string, extension: "svg" | "csv" | "json"): string {
  return `figures/${id}.${extension}`;
}
