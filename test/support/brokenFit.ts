import type { EpochMetrics, FitOptions, FitResult } from "../../src/train/fit.ts";
import { fit as runFit } from "../../src/train/fit.ts";
import type { KeptPoint } from "../../src/train/trainingPoint.ts";

/** How a training ends before its time. */
export interface Break {
  /** After how many steps, counted over all epochs. */
  readonly step: number;
  /** In good order, with its point kept, or at once, so that only what was kept before is left. */
  readonly way: "interrupt" | "kill";
}

export interface BrokenFitOptions {
  /** In the order of their steps. */
  readonly breaks: readonly Break[];
  /** Steps after which a point is kept within an epoch; never, where nothing is said. */
  readonly keepEvery?: number | undefined;
}

/** A training that went through breaks, and where it went on after them. */
export interface BrokenFit extends FitResult {
  /** Epoch and step of each point that it went on from; an epoch of -1 is the beginning. */
  readonly wentOn: readonly (readonly [epoch: number, step: number])[];
}

/** Trains as `fit` does, but breaks off, forgets all but the last point that was kept, and goes on from there. */
export async function brokenFit(
  options: FitOptions,
  { breaks, keepEvery = Number.POSITIVE_INFINITY }: BrokenFitOptions,
): Promise<BrokenFit> {
  const left = [...breaks];
  const history: EpochMetrics[] = [];
  const wentOn: [number, number][] = [];
  let from: KeptPoint | undefined;
  for (;;) {
    const controller = new AbortController();
    let taken = 0;
    history.length = (from?.epoch ?? -1) + 1;
    try {
      const result = await runFit({
        ...options,
        from,
        signal: controller.signal,
        onEpoch: (metrics) => void history.push(metrics),
        onStep({ epoch, step, steps }) {
          taken = (epoch - 1) * steps + step;
          if (left[0] === undefined || taken < left[0].step) return;
          if (left[0].way === "kill") throw new Error("killed");
          controller.abort(new Error("interrupted"));
        },
        isDue: () => taken % keepEvery === 0,
        onPoint: async (point) => {
          from = point;
        },
      });
      return { ...result, history, wentOn };
    } catch (error) {
      const wanted = left.shift()?.way === "kill" ? "killed" : "interrupted";
      if (!(error instanceof Error && error.message === wanted)) throw error;
      wentOn.push([from?.epoch ?? -1, from?.sums.step ?? 0]);
    }
  }
}
