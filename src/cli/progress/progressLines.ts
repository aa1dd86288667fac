import type { Meter } from "./meter.ts";
import type { Progress } from "./progress.ts";
import { metricsText, placeText, speedText } from "./texts.ts";

/** Seconds between two lines of what is measured. */
const pause = 5;

/** A line for every epoch, one where something else begins, and one every few seconds of it. */
export function makeProgressLines(
  meter: Meter,
  write: (line: string) => void,
  now = () => performance.now() / 1000,
): Progress {
  let place = "";
  let lastKind = "training";
  let written = now();
  return {
    onProgress(progress) {
      meter.update(progress);
      place = placeText(progress);
      const doing = progress.doing ?? progress.stage;
      const [kind = ""] = doing.split(" ");
      const isNews = kind !== lastKind || now() - written >= pause;
      lastKind = kind;
      if (progress.stage === "training" || !isNews) return;
      written = now();
      write(`${place}  ${doing}`);
    },
    onEpoch(cell, metrics) {
      const speed = metrics.epoch === 0 ? "" : speedText(meter.imagesPerSecond);
      const texts = [place, `epoch ${metrics.epoch}/${cell.epochs}`, metricsText(metrics), speed];
      write(texts.filter((text) => text !== "").join("  "));
    },
    stop() {},
  };
}
