import { medianInterval } from "../../core/medianInterval.ts";
import { makeStream } from "../../core/random.ts";
import { estimateOf } from "../../core/statistics.ts";
import { wilsonInterval } from "../../core/wilsonInterval.ts";
import type { OrderAgreement, RunOrder } from "../../figures/probes/learningOrder.ts";
import type { Measurement, ProbePoint, Reading } from "../../probing/measurement.ts";
import { type NamedRun, runsOf } from "../../probing/runsOf.ts";
import { type LearningGroup, learningGroups } from "./learningGroups.ts";
import { type LearningRecord, learningRecord } from "./learningRecord.ts";
import { orderAgreement } from "./orderAgreement.ts";

/** What the figures of all runs together need, and what became of every example. */
export interface LearningOverview {
  readonly runs: readonly RunOrder[];
  readonly agreements: readonly OrderAgreement[];
  readonly examples: readonly RunExamples[];
}

/**
 * What became of every example of a run.
 *
 * Shape: [N] each
 * Units: epochs, null for never; stability as a fraction, null where no epoch came after the first right one
 * @source see `learningRecord`
 */
export interface RunExamples {
  readonly run: string;
  /** Where each stands in its part of the data. */
  readonly indices: readonly number[];
  readonly firstRight: readonly (number | null)[];
  readonly learned: readonly (number | null)[];
  readonly forgettingEvents: readonly number[];
  readonly stability: readonly (number | null)[];
}

/** A run as it was asked. */
interface AskedRun extends NamedRun {
  /** By whether answers were right; and by whether they were right about each concept. */
  readonly record: LearningRecord;
  readonly concepts: ReadonlyMap<string, LearningRecord>;
  readonly groups: readonly (LearningGroup & { readonly learned: Float64Array })[];
}

/**
 * When examples were learned and forgotten, over the epochs of each run, also where answers only have to be right about
 * a concept, and how far every two runs agree.
 *
 * Shape: see `RunExamples`
 * Units: epochs; shares and stability as fractions
 * @source Toneva et al. 2019, arXiv:1812.05159, section 3; own design
 */
export function learningOverview(points: readonly ProbePoint[]): Measurement {
  const runs = runsOf(points).map(askedRun);
  const named = (name: string) => (reading: Reading) => ({
    ...reading,
    of: [runs.length > 1 ? name : "", reading.of].filter((word) => word).join(", ") || undefined,
  });
  const readings = runs.flatMap((run) => summaryOf(run).map(named(run.name)));
  const medians = runs.flatMap((run) => mediansOf(run).map(named(run.name)));
  const agreements = agreementsOf(runs);
  const details: LearningOverview = {
    runs: runs.map(orderOf),
    agreements,
    examples: runs.map(examplesOf),
  };
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
  };
}

function askedRun({ name, points }: NamedRun): AskedRun {
  const groups = learningGroups(points[0]!);
  const record = recordOf(points, "right");
  const concepts = new Map(
    groups
      .filter(({ kind }) => kind === "concept")
      .map(({ name }) => [name, recordOf(points, `right/${name}`)]),
  );
  const learnedOf = ({ concept }: LearningGroup) =>
    (concept === undefined ? record : concepts.get(concept)!).learned;
  return {
    name,
    points,
    record,
    concepts,
    groups: groups.map((group) => ({ ...group, learned: learnedOf(group) })),
  };
}

function recordOf(points: readonly ProbePoint[], right: string): LearningRecord {
  const answers = points.map(({ epoch, arrays }) => ({ epoch, isRight: arrays![right]!.data }));
  return learningRecord(answers, answers[0]!.isRight.length);
}

function summaryOf({ record, concepts }: AskedRun): Reading[] {
  const byConcept = [...concepts].flatMap(([of, own]) =>
    recordReadings(own).map((reading) => ({ ...reading, of })),
  );
  return [...recordReadings(record), ...byConcept];
}

function recordReadings({
  firstRight,
  learned,
  forgettingEvents,
  stability,
}: LearningRecord): Reading[] {
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
function medianOf(learned: Float64Array): Pick<Reading, "value" | "reason" | "low" | "high"> {
  if (learned.length === 0) return { value: null, reason: "there are no such examples" };
  const sorted = learned.toSorted();
  const median = sorted[Math.ceil(sorted.length / 2) - 1]!;
  if (!Number.isFinite(median)) {
    return { value: null, reason: "less than half of the examples were learned" };
  }
  return { value: median, ...medianInterval(sorted) };
}

type Agreement = OrderAgreement & Omit<Reading, "quantity">;

function agreementsOf(runs: readonly AskedRun[]): Agreement[] {
  return runs.flatMap((a, at) =>
    runs.slice(at + 1).map((b) => ({ a: a.name, b: b.name, ...agreementOf(a, b) })),
  );
}

/** By the epochs at which both were asked: what is right in one run alone at others would make orders differ. */
function agreementOf(a: AskedRun, b: AskedRun): Omit<Agreement, "a" | "b"> {
  if (!haveSameExamples(a, b)) {
    return { value: null, reason: "the runs were asked about different examples" };
  }
  const learnedWith = (run: AskedRun, other: AskedRun) => {
    const epochs = new Set(other.points.map(({ epoch }) => epoch));
    const points = run.points.filter(({ epoch }) => epochs.has(epoch));
    return points.length === 0 ? undefined : recordOf(points, "right").learned;
  };
  const [own, others] = [learnedWith(a, b), learnedWith(b, a)];
  if (!own || !others) return { value: null, reason: "the runs were not asked at the same epoch" };
  return orderAgreement(own, others, makeStream(0, "probe/learning-order/agreement"));
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

function examplesOf({ name, points, record }: AskedRun): RunExamples {
  const orNull = (values: Float64Array) =>
    Array.from(values, (value) => (Number.isFinite(value) ? value : null));
  return {
    run: name,
    indices: Array.from(points[0]!.arrays!.indices!.data),
    firstRight: orNull(record.firstRight),
    learned: orNull(record.learned),
    forgettingEvents: Array.from(record.forgettingEvents),
    stability: orNull(record.stability),
  };
}
