import { mean } from "../core/statistics.ts";
import { wilsonInterval } from "../core/wilsonInterval.ts";
import { learningOrderFigures } from "../figures/probes/learningOrder.ts";
import { argMax } from "../ops/argMax.ts";
import type { Measurement, ProbePoint, Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import type { StoredTensor } from "../storage/safetensors.ts";
import { conceptMatches } from "../train/conceptMatches.ts";
import { areBroken } from "./answers/brokenOutputs.ts";
import type { LearningDetails } from "./learning/learningGroups.ts";
import { type LearningOverview, learningOverview } from "./learning/learningOverview.ts";

/**
 * In which order examples are learned. Every checkpoint keeps the answer to each example and whether it is right, also
 * about each concept that classes stand for; all of them together tell when each example is learned, which is from when
 * on it stays right, how often it is forgotten again (a forgetting event is a wrong answer after a right one), and its
 * stability, the share of epochs after the first right one at which it is right. Of several runs, Kendall's τ-b tells
 * how far they learn in the same order, over the epochs at which both were asked; examples never learned come last, equal
 * to each other. An answer from outputs
 * that are not finite is wrong, and kept as −1.
 *
 * Shape: `answers`, `labels`, `indices`, `right` [N]; `concept/<name>` and `right/<name>` [N] of each concept
 * Units: epochs; shares and stability as fractions
 * @source Toneva et al. 2019, arXiv:1812.05159, section 3 (forgetting events); Kendall 1945, doi:10.1093/biomet/33.3.239;
 * first-learned epoch and stability: own definitions
 */
export const learningOrder = defineProbe({
  id: "learning-order",
  title: "Learning order",
  question:
    "Which examples are learned when, which are forgotten again, and do other runs learn them in the same order?",
  headline: {
    quantity: "median learned epoch",
    words: "the epoch by which half of the examples are learned for good",
  },
  source: "Toneva et al. 2019, arXiv:1812.05159; Kendall 1945, doi:10.1093/biomet/33.3.239",
  caveats: [
    "Only the epochs at which it was asked count: what was forgotten and learned again between two of them is not seen. Orders are compared by the epochs that two runs have in common; other numbers are to be compared where runs were asked at the same epochs.",
    "What the untrained network happens to get right at epoch 0 counts as learned then where no later epoch gets it wrong; how much is right then without any learning is drawn as a level.",
    "An example that was right at the last epoch only counts as learned then, though it might have been forgotten later.",
  ],
  cadence: "every",
  images: { part: "train", count: 1000 },
  taps: ({ logits }) => ({ rows: { logits, answers: argMax(logits) } }),
  measure({ classes, concepts, examples, look }): Measurement {
    const { logits, answers } = look().rows;
    const broken = areBroken(logits!);
    const kept = Int32Array.from(answers!.values, (answer, i) => (broken[i] === 1 ? -1 : answer));
    const right = Uint8Array.from(kept, (answer, i) => Number(answer === examples.labels[i]));
    const matches = conceptMatches(kept, examples, concepts);
    const details: LearningDetails = { classes, concepts };
    return {
      readings: [
        shareRight(right),
        ...matches.map(({ concept, isRight }) => ({ ...shareRight(isRight), of: concept.name })),
      ],
      details,
      arrays: {
        answers: column("i32", kept),
        labels: column("i32", examples.labels),
        indices: column("i32", Int32Array.from(examples.indices)),
        right: column("u8", right),
        ...columnsOf("concept", Object.entries(examples.concepts ?? {}), "i32"),
        ...columnsOf(
          "right",
          matches.map(({ concept, isRight }) => [concept.name, isRight]),
          "u8",
        ),
        ...(examples.noise ? { noisy: column("u8", examples.noise.isNoisy) } : {}),
      },
    };
  },
  over: (points) => learningOverview(points),
  async figures({ overview, points }) {
    if (!overview) return [];
    const { runs, agreements } = overview.details as LearningOverview;
    return await learningOrderFigures({ runs, agreements, rightAtStart: rightAtStart(points) });
  },
});

/** Of all examples, mean over the runs that were asked before training; nothing where none was. */
function rightAtStart(points: readonly ProbePoint[]): number | undefined {
  const shares = points
    .filter(({ epoch }) => epoch === 0)
    .flatMap(({ readings }) => readings.find(({ of }) => of === undefined)?.value ?? []);
  return shares.length === 0 ? undefined : mean(shares);
}

function shareRight(isRight: Uint8Array): Reading {
  const matches = isRight.reduce((sum, own) => sum + own, 0);
  const count = isRight.length;
  return { quantity: "share right", value: matches / count, ...wilsonInterval(matches, count) };
}

function column(dtype: "i32" | "u8", data: Int32Array | Uint8Array): StoredTensor {
  return { dtype, shape: [data.length], data };
}

function columnsOf(
  prefix: string,
  named: readonly (readonly [name: string, data: Int32Array | Uint8Array])[],
  dtype: "i32" | "u8",
): Record<string, StoredTensor> {
  return Object.fromEntries(
    named.map(([name, data]) => [`${prefix}/${name}`, column(dtype, data)]),
  );
}
