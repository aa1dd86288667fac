import type { RunFile } from "./experiments/config/runFile.ts";
import type { SweepFile } from "./experiments/sweep/sweepFile.ts";
import type { CommonSettings, Study } from "./studies/study.ts";

/**
 * What files of one's own are written with: `import { defineRun } from "learnscope"`. Each `define…` gives back what it
 * is given; it is there for the editor, which then knows every key.
 */

/** A training, for `learnscope train my-run.ts`. */
export function defineRun(run: RunFile): RunFile {
  return run;
}

/** Trainings that differ in a few settings, for `learnscope sweep my-sweep.ts`. */
export function defineSweep(sweep: SweepFile): SweepFile {
  return sweep;
}

/** A study of one's own, for `learnscope study run ./my-study.ts` and `learnscope verify ./my-study.ts`. */
export function defineStudy<Settings extends CommonSettings, Measured, Results>(
  study: Study<Settings, Measured, Results>,
): Study<Settings, Measured, Results> {
  return study;
}

export { z } from "zod";
export { bootstrapInterval } from "./core/bootstrapInterval.ts";
export { DataError, UsageError } from "./core/errors.ts";
export {
  amount,
  keptShare,
  numberList,
  numberWithin,
  oneOf,
  positiveNumber,
  type Setting,
  type SettingsSchema,
  seedList,
  signedNumber,
  text,
  wholeNumber,
  yesOrNo,
} from "./core/settings.ts";
export { type Estimate, estimateOf } from "./core/statistics.ts";
export { wilsonInterval } from "./core/wilsonInterval.ts";
export type { Dataset } from "./data/dataset.ts";
export type { ImageSet } from "./data/imageSet.ts";
export { type NumberSetOptions, numberSetOf } from "./data/numberSet.ts";
export { parseTransforms } from "./data/transforms/parseTransforms.ts";
export type { RunFile } from "./experiments/config/runFile.ts";
export type { SweepClaim } from "./experiments/sweep/sweepClaim.ts";
export type { SweepFile } from "./experiments/sweep/sweepFile.ts";
export type { Figure } from "./figures/figure.ts";
export { learningCurves } from "./figures/learningCurves.ts";
export { type MatrixCell, type MatrixMapOptions, matrixMap } from "./figures/matrixMap.ts";
export {
  type ReadingCurvesOptions,
  type ReadingRow,
  readingCurves,
} from "./figures/probes/readingCurves.ts";
export { chooseLayer, chooseLayers } from "./probing/chooseLayers.ts";
export type { Measurement, ProbePoint, Reading } from "./probing/measurement.ts";
export {
  defineProbe,
  type Probe,
  type ProbeDefinition,
  type ProbeResult,
} from "./probing/probe.ts";
export { readingRows } from "./probing/readingRows.ts";
export type { ProbeSite, Taps } from "./probing/site.ts";
export { tapOps as ops } from "./probing/tapOps.ts";
export type { ProbeView } from "./probing/view.ts";
export type { Claim } from "./studies/claim.ts";
export { networkOf } from "./studies/networkOf.ts";
export { estimate } from "./studies/storedValues.ts";
export type {
  AnalysisContext,
  Cell,
  CellSources,
  CommonSettings,
  DatasetSummary,
  MeasuredCell,
  NetworkAtEpoch,
  Study,
  StudyReport,
  TrainedCell,
  TrainedNetwork,
} from "./studies/study.ts";
export { type OutputsOptions, outputsOf } from "./train/outputsOf.ts";
export { holdNetwork } from "./train/states.ts";
