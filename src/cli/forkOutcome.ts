import {
  changesText,
  type ForkDivergence,
  type ForkOfRun,
} from "../experiments/forks/forkDivergence.ts";
import { type DivergenceAt, mostCkaImages } from "../experiments/forks/runDivergence.ts";
import { percent } from "../figures/text.ts";
import { dataLine } from "../studies/dataLine.ts";
import { summaryOf } from "../studies/summaryOf.ts";
import type { Outcome } from "./command.ts";
import { type ProbedTraining, probesExitCode, probesText } from "./probesText.ts";
import { textTable } from "./textTable.ts";

/** With fewer epochs to look at, a hint at how to have more is of use. */
const fewEpochs = 5;

/** What `fork` and `divergence` say of a fork; of what was asked while it was trained, where it was just now. */
export function forkOutcome(
  fork: ForkOfRun,
  { points, figure }: ForkDivergence,
  trained: readonly ProbedTraining[] = [],
): Outcome {
  const { folder, parent, epoch, changes, seed, prepared } = fork;
  const dataset = summaryOf(prepared.dataset, prepared.fingerprint);
  const { testAccuracy, epoch: last } = points.at(-1)!;
  return {
    json: {
      folder,
      parent,
      epoch,
      seed,
      changes,
      dataset,
      points,
      figure,
      ...trained.map(({ probeFailures, probeCosts, report }) => ({
        probeFailures,
        probeCosts,
        report,
      }))[0],
    },
    text: [
      dataLine(dataset),
      `Fork of ${parent} after epoch ${epoch}: ${changesText(changes)}`,
      `Test accuracy after epoch ${last}: ${percent(testAccuracy.second, 1)}, parent ${percent(testAccuracy.first, 1)}`,
      "",
      textTable({ columns: columnsOf(points[0]!), rows: points.map(rowOf) }),
      "",
      "Fractions of the test images; distance and cosine of the ways of the weights since the fork;",
      `CKA of the first and the last layer for up to ${mostCkaImages} of the test images`,
      ...hints(fork, points),
      `Fork: ${folder}`,
      ...(figure === null ? [] : [`Figure: ${figure}`]),
      ...probesText(trained).flatMap((block) => ["", block]),
    ].join("\n"),
    exitCode: probesExitCode(trained),
  };
}

function columnsOf({ layers }: DivergenceAt): string[] {
  const names = endsOf(layers).map(({ layer }) => `CKA ${layer}`);
  return [
    "epoch",
    "other answer",
    "right → wrong",
    "wrong → right",
    "distance",
    "cosine",
    ...names,
  ];
}

function rowOf({ epoch, flipped, lost, gained, weights, layers }: DivergenceAt) {
  const similarities = endsOf(layers).map(({ value }) => value);
  return [epoch, flipped, lost, gained, weights.distance, weights.cosine, ...similarities];
}

/** The first and the last of several. */
function endsOf<Item>(items: readonly Item[]): Item[] {
  return items.length > 1 ? [items[0]!, items.at(-1)!] : [...items];
}

function hints({ parent, prepared }: ForkOfRun, points: readonly DivergenceAt[]): string[] {
  const { epochs } = prepared.request.settings;
  const [first, last] = [points[0]!.epoch, points.at(-1)!.epoch];
  if (points.length === 1) {
    return [
      `Nothing to compare after the fork: ${parent} has no checkpoint of a later epoch that the fork has`,
    ];
  }
  const isWhole = points.length === last - first + 1 && last === epochs;
  if (isWhole || points.length >= fewEpochs) return [];
  return [
    `Both have checkpoints of ${points.length} epochs only; trained with ladder=every, parent and fork would have more`,
  ];
}
