import type { StudyProgress } from "../../studies/study.ts";
import type { Meter } from "./meter.ts";
import type { Progress } from "./progress.ts";
import { metricsText, placeText, speedText } from "./texts.ts";

/** A line for every epoch and every stage that has no epochs. */
export function makeProgressLines(meter: Meter, write: (line: string) => void): Progress {
  let place = "";
  let lastStage: StudyProgress["stage"] | undefined;
  return {
    onProgress(progress) {
      meter.update(progress);
      place = placeText(progress);
      if (progress.stage === "measuring" && lastStage !== "measuring") write(`${place}  measuring`);
      lastStage = progress.stage;
    },
    onEpoch(cell, metrics) {
      const speed = metrics.epoch === 0 ? "" : speedText(meter.imagesPerSecond);
      const texts = [place, `epoch ${metrics.epoch}/${cell.epochs}`, metricsText(metrics), speed];
      write(texts.filter((text) => text !== "").join("  "));
    },
    stop() {},
  };
}
