import { makeStream } from "../../core/random.ts";
import { estimateOf } from "../../core/statistics.ts";
import { wilsonInterval } from "../../core/wilsonInterval.ts";
import type { OrderAgreement, RunOrder } from "../../figures/probes/learningOrder.ts";
import type { Measurement, ProbePoint, Reading } from "../../probing/measurement.ts";
import type { StoredTensor } from "../../storage/safetensors.ts";
import { type LearningGroup, learningGroups } from "./learningGroups.ts";
import { type LearningRecord, learningRecord } from "./learningRecord.ts";
import { orderAgreement } from "./orderAgreement.ts";

/** What the figures of all runs together need. */
export interface LearningOverview {
  readonly runs: readonly RunOrder[];
  readonly agreements: readonly OrderAgreement[];
}

/** A run as it was asked. */
interface AskedRun {
  readonly name: string;
  /** In the order of epochs. */
  readonly points: readonly ProbePoint[];
  readonly record: LearningRecord;
  readonly groups: readonly (LearningGroup & { readonly learned: Float64Array })[];
}

/**
 * When examples were learned and forgotten, over the epochs of each run, and how far every two runs agree.
 *
 * Shape: `first-right/<run>`, `learned/<run>` (−1: never), `forgetting-events/<run>` [N] each
 * Units: epochs
 * @source Toneva et al. 2019, arXiv:1812.05159, section 3; own design
 */
export function learningOverview(points: readonly ProbePoint[]): Measurement {
  const names = [...new Set(points.map(({ run }) => run))];
  const runs = names.map((name) =>
    askedRun(
      name,
      points.filter(({ run }) => run === name),
    ),
  );
  const named = (name: string) => (reading: Reading) => ({
    ...reading,
    of: [runs.length > 1 ? name : "", reading.of].filter((word) => word).join(", ") || undefined,
  });
  const readings = runs.flatMap((run) => summaryOf(run).map(named(run.name)));
  const medians = runs.flatMap((run) => mediansOf(run).map(named(run.name)));
  const agreements = agreementsOf(runs);
  const details: LearningOverview = { runs: runs.map(orderOf), agreements };
  return {
    readings: [
      ...readings,
      ...agreements.map(({ a, b, ...agreement }) => ({
        quantity: "agreement of order",
        of: `${a} and ${b}`,
        ...agreement,
      })),
      ...medians,
    ],
    details,
    arrays: Object.fromEntries(runs.flatMap(columnsOf)),
  };
}

function askedRun(name: string, given: readonly ProbePoint[]): AskedRun {
  const points = given.toSorted((a, b) => a.epoch - b.epoch);
  const groups = learningGroups(points[0]!);
  const records = new Map(
    [...new Set(["right", ...groups.map(({ right }) => right)])].map((right) => [
      right,
      recordOf(points, right),
    ]),
  );
  return {
    name,
    points,
    record: records.get("right")!,
    groups: groups.map((group) => ({ ...group, learned: records.get(group.right)!.learned })),
  };
}

function recordOf(points: readonly ProbePoint[], right: string): LearningRecord {
  const answers = points.map(({ epoch, arrays }) => ({ epoch, isRight: arrays![right]!.data }));
  return learningRecord(answers, answers[0]!.isRight.length);
}

function summaryOf({ record }: AskedRun): Reading[] {
  const { firstRight, learned, forgettingEvents, stability } = record;
  const count = learned.length;
  const ever = forgettingEvents.filter((_, example) => Number.isFinite(firstRight[example]));
  const firm = ever.filter((events) => events === 0).length;
  const stable = Array.from(stability).filter((share) => Number.isFinite(share));
  const never = "no example was ever right";
  const noEpochs = "no example was right before the last epoch";
  return [
    shareOf("share learned", learned.filter(Number.isFinite).length, count),
    shareOf("share never right", count - ever.length, count),
    ever.length === 0
      ? { quantity: "share never forgotten", value: null, reason: never }
      : shareOf("share never forgotten", firm, ever.length),
    meanOf("forgetting events", Array.from(ever), never),
    meanOf("stability", stable, noEpochs),
  ];
}

/** Beyond so many groups of a kind there are too few examples of each; figures show them all the same. */
const mostGroups = 20;

function mediansOf({ groups }: AskedRun): Reading[] {
  const shown = groups.filter(
    ({ kind }) => groups.filter((group) => group.kind === kind).length <= mostGroups,
  );
  return shown.map(({ kind, name, members, learned }) => ({
    quantity: "median learned epoch",
    of: kind === "all" ? undefined : name,
    ...medianOf(learned.filter((_, example) => members[example] === 1)),
  }));
}

function shareOf(quantity: string, matches: number, count: number): Reading {
  return { quantity, value: matches / count, ...wilsonInterval(matches, count) };
}

function meanOf(quantity: string, values: readonly number[], reason: string): Reading {
  if (values.length === 0) return { quantity, value: null, reason };
  const { mean, low, high } = estimateOf(values);
  return { quantity, value: mean, low: low ?? undefined, high: high ?? undefined };
}

/** The epoch at which half of the examples have been learned. */
function medianOf(learned: Float64Array): Pick<Reading, "value" | "reason"> {
  if (learned.length === 0) return { value: null, reason: "there are no such examples" };
  const median = learned.toSorted()[Math.ceil(learned.length / 2) - 1]!;
  if (Number.isFinite(median)) return { value: median };
  return { value: null, reason: "less than half of the examples were learned" };
}

type Agreement = OrderAgreement & Omit<Reading, "quantity">;

function agreementsOf(runs: readonly AskedRun[]): Agreement[] {
  const stream = makeStream(0, "probe/learning-order/agreement");
  return runs.flatMap((a, at) =>
    runs.slice(at + 1).map((b) => ({
      a: a.name,
      b: b.name,
      ...(haveSameExamples(a, b)
        ? orderAgreement(a.record.learned, b.record.learned, stream)
        : { value: null, reason: "the runs were asked about different examples" }),
    })),
  );
}

function haveSameExamples(a: AskedRun, b: AskedRun): boolean {
  return ["indices", "labels"].every((name) => {
    const [first, second] = [a, b].map(({ points }) => points[0]!.arrays![name]!.data);
    return first!.length === second!.length && first!.every((value, at) => value === second![at]);
  });
}

function orderOf({ name, points, record, groups }: AskedRun): RunOrder {
  const epochs = points.map(({ epoch }) => epoch);
  const isRightOnce = (_: number, example: number) => Number.isFinite(record.firstRight[example]);
  const ever = record.forgettingEvents.filter(isRightOnce);
  const most = ever.reduce((most, events) => Math.max(most, events), 0);
  const countOf = (values: Uint32Array | Float64Array, value: number) =>
    values.filter((own) => own === value).length;
  return {
    run: name,
    group: points[0]!.group ?? name,
    seed: points[0]!.seed,
    epochs,
    groups: groups.map(({ kind, name, members, learned }) => {
      const own = learned.filter((_, example) => members[example] === 1);
      return {
        kind,
        name,
        count: own.length,
        learnedAt: epochs.map((epoch) => countOf(own, epoch)),
      };
    }),
    forgotten: Array.from({ length: most + 1 }, (_, events) => countOf(ever, events)),
    neverRight: record.forgettingEvents.length - ever.length,
  };
}

function columnsOf({ name, record }: AskedRun): [string, StoredTensor][] {
  const { firstRight, learned, forgettingEvents } = record;
  const orNever = (epochs: Float64Array) =>
    Int32Array.from(epochs, (epoch) => (Number.isFinite(epoch) ? epoch : -1));
  const columns = [
    ["first-right", orNever(firstRight)],
    ["learned", orNever(learned)],
    ["forgetting-events", Int32Array.from(forgettingEvents)],
  ] as const;
  return columns.map(([what, data]) => [
    `${what}/${name}`,
    { dtype: "i32", shape: [data.length], data },
  ]);
}
