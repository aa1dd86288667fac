import type { z } from "zod";
import type { Backend } from "../backends/backend.ts";
import type { Normalisation } from "../core/normalisation.ts";
import type { GivenSettings, SettingsSchema } from "../core/settings.ts";
import type { Dataset } from "../data/dataset.ts";
import type { TransformStep } from "../data/transforms/step.ts";
import type { Report } from "../figures/report.ts";
import type { Network, NetworkNumbers } from "../nn/network.ts";
import type { EpochMetrics } from "../train/fit.ts";
import type { Recipe } from "../train/recipe.ts";
import type { StepProgress } from "../train/trainEpoch.ts";
import type { GivenOptions } from "../zoo/options.ts";
import type { Claim } from "./claim.ts";

/**
 * A question, how it is asked, and how the answer is read.
 *
 * @source own design: DESIGN of this project, sections 2 and 6
 */
export interface Study<Settings extends CommonSettings, Measured, Results> {
  /** What it is asked for by, such as `translation`. */
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** Where the question and the claims come from. */
  readonly source: string;
  /** Every key that may be set, with its default and what it means. */
  readonly settings: SettingsSchema<Settings>;
  /**
   * Names of data sets, one of which takes the place of the usual one where nobody asked for any and that is not on this
   * machine: the first that is. Generated digits where nothing is said.
   */
  readonly substitutes?: readonly string[];
  /** With which options generated data are made, by the data set's name; with the usual ones where nothing is said. */
  readonly dataOptions?: Readonly<Record<string, GivenSettings>>;
  /** Settings of the small form, which answers within two minutes. */
  readonly demo: Partial<Settings>;
  /** Share of a cell's time that training takes, about; the rest is measuring. A half where nothing is said. */
  readonly trainingShare?: number;
  /** Lines for people before it begins, such as what this machine lacks for it; none where nothing is said. */
  cautions?(settings: Settings): readonly string[];
  /** The trainings to be done: every point of the grid with every seed. */
  cells(settings: Settings): readonly Cell[];
  /** What a cell is trained on and tested with, where that is not the data set as it is. */
  cellData?(cell: Cell, sources: CellSources): Dataset | Promise<Dataset>;
  /** What is asked of a trained network; must be JSON-able. */
  measure(trained: TrainedCell, settings: Settings): Measured | Promise<Measured>;
  /** Puts the cells' measurements together; must be JSON-able. */
  analyse(cells: readonly MeasuredCell<Measured>[], context: AnalysisContext<Settings>): Results;
  /** What `analyse` gives, as a file holds it. */
  readonly results: z.ZodType<Results>;
  readonly claims: readonly Claim<Results>[];
  /** Whether the claims were made on these very data. */
  isSourceData(dataset: DatasetSummary): boolean;
  /** What the results mean, in words, tables and figures; the rest of the report is made of the above. */
  report(results: Results, context: AnalysisContext<Settings>): Promise<StudyReport>;
}

/** The parts of a report that only the study can write. */
export type StudyReport = Pick<Report, "summary" | "sections" | "notes">;

/** Settings that every study has. */
export interface CommonSettings {
  readonly data: string;
  readonly seeds: readonly number[];
  /** Training and test images, the first so many; 0 for all. */
  readonly trainCount: number;
  readonly testCount: number;
}

/** One training: a network, how it is trained, and on what. */
export interface Cell {
  /** Unique within the study; folders and logs are named after it, such as `lenet5-s0`. */
  readonly id: string;
  readonly network: string;
  readonly options: GivenOptions;
  readonly seed: number;
  readonly learningRate: number;
  readonly momentum: number;
  /** What else there is to say of the training; plain SGD where nothing is said. */
  readonly recipe?: Omit<Recipe, "learningRate" | "momentum">;
  readonly epochs: number;
  readonly batchSize: number;
  /** How training images are changed at random each time they are shown; not at all where nothing is said. */
  readonly augment?: readonly TransformStep[];
  /** What becomes of the last images of an epoch that do not fill a batch; they are left out where nothing is said. */
  readonly lastPartial?: "drop" | "keep";
  /** What images are normalised with; they are shown as fractions of 1 where nothing is said. */
  readonly normalisation?: Normalisation;
  /** What else identifies the cell when results are put together. */
  readonly factors: Readonly<Record<string, string | number>>;
  /** How long it takes beside the study's other cells, about; for the time left. 1 where nothing is said. */
  readonly cost?: number;
}

/** What a cell's data may be made of. */
export interface CellSources {
  /** The study's. */
  readonly dataset: Dataset;
  readonly backend: Backend;
  /**
   * What a cell has learned that stands before this one in the grid.
   *
   * @throws {DataError} when there is no such cell, or its last checkpoint is gone
   */
  trained(id: string): Promise<TrainedNetwork>;
}

/** A network, and all its numbers. */
export interface TrainedNetwork {
  readonly network: Network;
  readonly numbers: NetworkNumbers;
}

/** A network after its training, and all that a measurement may look at. */
export interface TrainedCell {
  readonly cell: Cell;
  readonly numbers: NetworkNumbers;
  readonly history: readonly EpochMetrics[];
  /** What the cell was trained on and tested with. */
  readonly dataset: Dataset;
  /** The study's data set, which the cell's may be made of. */
  readonly source: Dataset;
  readonly backend: Backend;
  /** The network at the epochs whose checkpoints are kept, 0, 1, 2, 4, 8… and the last, one after the other. */
  epochs(): AsyncIterable<NetworkAtEpoch>;
  /** Ends what takes long when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** A network while it learns. */
export interface NetworkAtEpoch {
  /** 0 before training. */
  readonly epoch: number;
  readonly numbers: NetworkNumbers;
}

/** A cell's training history and measurements, as stored. */
export interface MeasuredCell<Measured> {
  readonly cell: Cell;
  readonly history: readonly EpochMetrics[];
  readonly measured: Measured;
}

/** What a report says of its numbers' origin. */
export interface AnalysisContext<Settings> {
  readonly settings: Settings;
  readonly dataset: DatasetSummary;
}

/** A data set without its images, as results keep it. */
export interface DatasetSummary
  extends Pick<Dataset, "name" | "title" | "generated" | "note" | "classes"> {
  readonly trainCount: number;
  readonly testCount: number;
  /** SHA-256 of all images and labels: tells whether two results are about the same data. */
  readonly sha256: string;
}

/** Where a study is, for progress bars and logs. */
export interface StudyProgress {
  readonly cell: Cell;
  /** Counted from 1. */
  readonly number: number;
  readonly of: number;
  readonly stage: "training" | "measuring";
  /** What is measured or done then, in words, such as `measuring cka`. */
  readonly doing?: string;
  readonly step?: Readonly<StepProgress>;
}
