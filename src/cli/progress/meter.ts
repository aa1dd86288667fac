import type { StudyProgress } from "../../studies/study.ts";

export interface MeterOptions {
  /** Share of a cell's time that training takes, as far as one can say beforehand; the rest is measuring. */
  readonly trainingShare: number;
  /** Seconds from any start. */
  readonly now: () => number;
}

/**
 * How fast a study goes and how long it will take, from what happened so far. Cells count alike, so the time left is
 * about right for a study of similar networks and wrong at first for others.
 */
export class Meter {
  readonly #options: MeterOptions;
  readonly #began: number;
  #epoch = 0;
  #epochBegan = 0;
  #lastStep = 0;
  #images = 0;
  #done = 0;

  constructor(options: MeterOptions) {
    this.#options = options;
    this.#began = options.now();
  }

  /** To be told everything: images are counted step by step. */
  update({ cell, number, of, stage, step }: StudyProgress): void {
    const { trainingShare, now } = this.#options;
    this.#lastStep = now();
    if (step === undefined) {
      this.#epoch = 0;
    } else if (step.epoch !== this.#epoch) {
      // The first step's own time is not known: the epoch's clock starts after it.
      this.#epoch = step.epoch;
      this.#epochBegan = this.#lastStep;
      this.#images = 0;
    } else {
      this.#images += step.images;
    }
    const trained = step ? (step.epoch - 1 + step.step / step.steps) / cell.epochs : 0;
    const share = stage === "measuring" ? trainingShare : trained * trainingShare;
    this.#done = (number - 1 + share) / of;
  }

  /** Of the present epoch's steps, or of the last one's; nothing before the second. */
  get imagesPerSecond(): number | undefined {
    const seconds = this.#lastStep - this.#epochBegan;
    return this.#images > 0 && seconds > 0 ? this.#images / seconds : undefined;
  }

  /** Share of the whole work, 0 to 1. */
  get done(): number {
    return this.#done;
  }

  /** Nothing while too little is done to tell. */
  get secondsLeft(): number | undefined {
    if (this.#done < 0.01) return undefined;
    return ((this.#options.now() - this.#began) * (1 - this.#done)) / this.#done;
  }
}
