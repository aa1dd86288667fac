import type { Cell, StudyProgress } from "../../studies/study.ts";
import type { EpochMetrics } from "../../train/fit.ts";

/** Shows people how far trainings are. */
export interface Progress {
  onProgress(progress: StudyProgress): void;
  onEpoch(cell: Cell, metrics: EpochMetrics): void;
  /** Leaves the terminal as it should be; also after an error. */
  stop(): void;
}
