import type { LogLine } from "../runs/metricsLog.ts";

const metric = "train/loss";

/** How many losses two groups of runs are compared at. */
const levelCount = 8;

/** Losses that all of several runs reach, from the highest to the lowest, or why there are none. */
export type CommonLevels =
  | { readonly losses: readonly number[] }
  | { readonly losses: readonly []; readonly reason: string };

/**
 * Eight training losses that all runs fall to: from the lowest first loss of a run, which does not count, down to the
 * highest that any run ends with. Each is the same share of the one before it, since losses fall fast at first; where they
 * are not positive, the steps are equal.
 *
 * @source own derivation
 */
export function commonLevels(logs: readonly (readonly LogLine[])[]): CommonLevels {
  const curves = logs.map(trainedLines);
  if (curves.some((lines) => lines.length < 2)) {
    return { losses: [], reason: "not every run has a training loss of two epochs" };
  }
  const top = Math.min(...curves.map((lines) => lines[0]![metric]!));
  const bottom = Math.max(
    ...curves.map((lines) => Math.min(...lines.map((line) => line[metric]!))),
  );
  if (bottom >= top) {
    const reason = `one run begins at a training loss of ${text(top)}, another never falls below ${text(bottom)}`;
    return { losses: [], reason };
  }
  const levelAt = (share: number) =>
    bottom > 0 ? top * (bottom / top) ** share : top + share * (bottom - top);
  const between = Array.from({ length: levelCount - 1 }, (_, step) =>
    levelAt((step + 1) / levelCount),
  );
  return { losses: [...between, bottom] };
}

/**
 * What a run's log would say at the moment when its training loss first falls to `loss`. The loss is taken for its
 * running minimum, so that noise does not count as falling behind; between two epochs that, and every metric that both have,
 * change evenly. The epoch that is found is therefore no whole number.
 *
 * @throws {RangeError} when the run never falls to it
 * @source own derivation
 */
export function lineAtLoss(log: readonly LogLine[], loss: number): LogLine {
  const lines = trainedLines(log);
  const reached = lines.findIndex((line) => line[metric]! <= loss);
  const line = lines[reached];
  if (!line) {
    const least = Math.min(...lines.map((own) => own[metric]!));
    throw new RangeError(
      `Cannot find a training loss of ${loss}: the least of the run is ${least}, needs one that it falls to`,
    );
  }
  if (reached === 0) return line;
  const before = lines[reached - 1]!;
  const least = Math.min(...lines.slice(0, reached).map((earlier) => earlier[metric]!));
  return between(before, line, (least - loss) / (least - line[metric]!));
}

/** The epochs that were trained, up to the first whose loss is not finite: what comes after tells of no learning. */
function trainedLines(log: readonly LogLine[]): readonly LogLine[] {
  const trained = log.filter((line) => metric in line);
  const end = trained.findIndex((line) => !Number.isFinite(line[metric]));
  return end === -1 ? trained : trained.slice(0, end);
}

function between(before: LogLine, after: LogLine, share: number): LogLine {
  // At the end itself, for 0 times infinity would be NaN.
  if (share === 1) return after;
  const values = Object.keys(after)
    .filter((name) => name in before)
    .map((name) => [name, (1 - share) * before[name]! + share * after[name]!] as const);
  return { epoch: after.epoch, ...Object.fromEntries(values) };
}

function text(loss: number): string {
  return String(Number(loss.toPrecision(4)));
}
