import type { WriteStream } from "node:tty";
import { Presets, SingleBar } from "cli-progress";
import { percent } from "../../figures/text.ts";
import type { EpochMetrics } from "../../train/fit.ts";
import type { Meter } from "./meter.ts";
import type { Progress } from "./progress.ts";
import { placeText, speedText, timeLeftText } from "./texts.ts";

/** Seconds between two looks of the bar: steps are more than a thousand times as frequent. */
const pause = 0.1;

/** One line that is drawn again and again: which cell, epoch, loss, accuracy, images a second, time left. */
export function makeProgressBar(meter: Meter, stream: WriteStream): Progress {
  const format = "{bar} {words}";
  const bar = new SingleBar(
    { format, stream, barsize: 20, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let last: EpochMetrics | undefined;
  let drawn = 0;
  bar.start(1, 0, { words: "" });
  return {
    onProgress(progress) {
      meter.update(progress);
      const { cell, step, stage, doing = stage } = progress;
      if (!step) last = undefined;
      const now = performance.now() / 1000;
      if (step && now - drawn < pause) return;
      drawn = now;
      const training = step
        ? [`epoch ${step.epoch}/${cell.epochs}`, `loss ${step.loss.toFixed(3)}`]
        : [doing];
      const accuracy = last ? `test ${percent(last["test/accuracy"], 1)}` : "";
      const speed = step ? speedText(meter.imagesPerSecond) : "";
      const words = [
        placeText(progress),
        ...training,
        accuracy,
        speed,
        timeLeftText(meter.secondsLeft),
      ];
      bar.update(meter.done, { words: words.filter((word) => word !== "").join("  ") });
    },
    onEpoch(_cell, metrics) {
      last = metrics;
    },
    stop: () => bar.stop(),
  };
}
