import type { StudyProgress } from "../../studies/study.ts";

export interface MeterOptions {
  /** Share of a cell's time that training takes, as far as one can say beforehand; the rest is measuring. */
  readonly trainingShare: number;
  /** How long each cell takes beside the others; all alike where nothing is said. */
  readonly costs?: readonly number[];
  /** Seconds from any start. */
  readonly now: () => number;
}

/**
 * How fast a study goes and how long it will take, from what happened so far. The time left is about as right as what is
 * said of the cells' costs.
 */
export class Meter {
  readonly #options: MeterOptions;
  readonly #began: number;
  #epoch = 0;
  #epochBegan = 0;
  #lastStep = 0;
  #images = 0;
  #doneBefore: number | undefined;
  #done = 0;

  constructor(options: MeterOptions) {
    this.#options = options;
    this.#began = options.now();
  }

  /** To be told everything: images are counted step by step. */
  update({ cell, number, of, stage, step }: StudyProgress): void {
    const { trainingShare, now, costs = new Array<number>(of).fill(1) } = this.#options;
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
    const before = sumOf(costs.slice(0, number - 1));
    this.#doneBefore ??= before / sumOf(costs);
    this.#done = (before + share * costs[number - 1]!) / sumOf(costs);
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

  /** Judged by what was done since the start, not by cells of an earlier attempt; nothing while that is too little to tell. */
  get secondsLeft(): number | undefined {
    const before = this.#doneBefore ?? 0;
    const since = this.#done - before;
    if (since < 0.01 * (1 - before)) return undefined;
    return ((this.#options.now() - this.#began) * (1 - this.#done)) / since;
  }
}

function sumOf(costs: readonly number[]): number {
  return costs.reduce((sum, cost) => sum + cost, 0);
}
