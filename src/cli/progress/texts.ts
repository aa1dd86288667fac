import { percent } from "../../figures/text.ts";
import type { StudyProgress } from "../../studies/study.ts";
import type { EpochMetrics } from "../../train/fit.ts";

/** Which of the trainings: `[3/16] lenet5-s0`. */
export function placeText({ cell, number, of }: StudyProgress): string {
  return of === 1 ? cell.id : `[${number}/${of}] ${cell.id}`;
}

/** What an epoch brought. */
export function metricsText(metrics: EpochMetrics): string {
  const { "train/loss": loss, "train/accuracy": train, "test/accuracy": test } = metrics;
  const validation = metrics["validation/accuracy"];
  return [
    ...(loss === undefined ? [] : [`loss ${loss.toFixed(4)}`]),
    ...(train === undefined ? [] : [`train ${percent(train, 1)}`]),
    ...(validation === undefined ? [] : [`validation ${percent(validation, 1)}`]),
    `test ${percent(test, 1)}`,
  ].join("  ");
}

/** Images a second, once known. */
export function speedText(imagesPerSecond: number | undefined): string {
  if (imagesPerSecond === undefined) return "";
  return `${Math.round(imagesPerSecond).toLocaleString("en-US")} images/s`;
}

/** A time to wait: `1 min 05 s left`. */
export function timeLeftText(seconds: number | undefined): string {
  if (seconds === undefined) return "";
  const whole = Math.ceil(seconds);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  return minutes === 0
    ? `${rest} s left`
    : `${minutes} min ${String(rest).padStart(2, "0")} s left`;
}
