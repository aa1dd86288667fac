import { expect, test } from "vitest";
import {
  likeSource,
  madeUpSequence,
  type SequenceBehaviour,
  unlikeSource,
} from "../../../test/support/madeUpSequence.ts";
import { checkClaims } from "../claim.ts";
import { sequenceClaims } from "./claims.ts";
import type { SequenceResults } from "./results.ts";

/** Verdicts by claim. */
function verdictsOf(results: SequenceResults): Record<string, string> {
  const checked = checkClaims(sequenceClaims, results);
  return Object.fromEntries(checked.map(({ id, verdict }) => [id, verdict]));
}

/** What a claim finds. */
function measured(id: string, results: SequenceResults) {
  return sequenceClaims.find((claim) => claim.id === id)!.measure(results);
}

const tableIds = ["cnn1-accuracy", "cnn2-accuracy", "lstm-accuracy", "model2-accuracy"];
const onModel1 = ["same-accuracy", "not-unique"];
const onBoth = [
  "model2-found-in-model1",
  "model2-alike",
  "model2-found-in-model1-scale-free",
  "model2-alike-scale-free",
  "reads-digits-less",
  "no-recogniser",
];

const small = { experiments: "no" } as const;

test("sequenceClaims are the source's table 2 and what its conclusions say", () => {
  expect(sequenceClaims.map(({ id }) => id)).toEqual([...tableIds, ...onModel1, ...onBoth]);
  const table = sequenceClaims.slice(0, 4).map(({ expected, where }) => ({ ...expected, where }));
  expect(table).toEqual([
    { kind: "near", value: 0.982, tolerance: 0.01, where: "table 2" },
    { kind: "near", value: 0.983, tolerance: 0.01, where: "table 2" },
    { kind: "near", value: 0.494, tolerance: 0.05, where: "table 2" },
    { kind: "near", value: 0.867, tolerance: 0.05, where: "table 2" },
  ]);
  for (const { caveat } of sequenceClaims) expect(caveat).toMatch(/^[^.].+\.$/);
});

test("sequenceClaims are all upheld by networks like the source's", () => {
  for (const [id, verdict] of Object.entries(verdictsOf(madeUpSequence(small, likeSource)))) {
    expect(`${id} ${verdict}`).toBe(`${id} upheld`);
  }
});

test("sequenceClaims are all missed by networks that do the opposite", () => {
  for (const [id, verdict] of Object.entries(verdictsOf(madeUpSequence(small, unlikeSource)))) {
    expect(`${id} ${verdict}`).toBe(`${id} missed`);
  }
});

test("sequenceClaims need two seeds", () => {
  const results = madeUpSequence({ ...small, seeds: [0] }, likeSource);
  expect(new Set(Object.values(verdictsOf(results)))).toEqual(new Set(["undecided"]));
  expect(checkClaims(sequenceClaims, results)[0]!.caveat).toMatch(/^It needs 2 seeds, has 1\. /);
});

test("sequenceClaims compare nothing where the networks have not learned", () => {
  const withAccuracy = (model1: number, model2: number) => {
    const accuracy: SequenceBehaviour["accuracy"] = (row) =>
      row.startsWith("cnn") ? model1 : model2;
    return madeUpSequence(small, { accuracy });
  };
  const idle = withAccuracy(0.1, 0.05);
  for (const id of [...onModel1, ...onBoth]) expect(measured(id, idle), id).toBeNull();
  for (const id of tableIds) expect(measured(id, idle), id).not.toBeNull();
  const half = withAccuracy(0.98, 0.05);
  for (const id of onBoth) expect(measured(id, half), id).toBeNull();
  for (const id of onModel1) expect(measured(id, half), id).not.toBeNull();
  const broken = withAccuracy(Number.NaN, Number.NaN);
  expect(new Set(Object.values(verdictsOf(broken)))).toEqual(new Set(["undecided"]));
});

test("sequenceClaims call CNNs unequal that are ahead in turn", () => {
  const accuracy: SequenceBehaviour["accuracy"] = (row, seed) =>
    0.9 + (row === "cnn1" ? [0.02, -0.02][seed % 2]! : 0);
  const results = madeUpSequence({ ...small, seeds: [0, 1] }, { accuracy });
  expect(measured("same-accuracy", results)!.mean).toBeCloseTo(0.02, 12);
  expect(verdictsOf(results)["same-accuracy"]).toBe("missed");
});

test("sequenceClaims leave open whether CNNs are equal where the interval holds half a point", () => {
  const accuracy: SequenceBehaviour["accuracy"] = (row, seed) =>
    0.9 + (row === "cnn1" ? [0.001, 0.007][seed % 2]! : 0);
  const results = madeUpSequence({ ...small, seeds: [0, 1] }, { accuracy });
  expect(verdictsOf(results)["same-accuracy"]).toBe("undecided");
});

test("sequenceClaims set CNN1 beside CNN2, paired by seed", () => {
  const accuracy: SequenceBehaviour["accuracy"] = (row, seed) =>
    0.9 + seed / 100 + (row === "cnn1" ? 0.003 : 0);
  const { mean, low, high } = measured("same-accuracy", madeUpSequence(small, { accuracy }))!;
  expect(mean).toBeCloseTo(0.003, 12);
  // Seeds differ, the differences do not: the interval closes.
  expect(high! - low!).toBeLessThan(1e-12);
});

test("sequenceClaims tell the scale-free distance from the one that short filters make small", () => {
  // Those of model-2 are like the usual ones of model-1, other directions, but a tenth as long.
  const { filter } = likeSource;
  const short: SequenceBehaviour["filter"] = ({ seed, place, model }, at, done, size) =>
    filter({ model: 1, place, seed: seed + 100 * (model - 1) }, at, done, size).map(
      (weight) => weight / (model === 2 ? 10 : 1),
    );
  const verdicts = verdictsOf(
    madeUpSequence({ ...small, filters: 8 }, { ...likeSource, filter: short }),
  );
  expect(verdicts).toMatchObject({
    "model2-found-in-model1": "upheld",
    "model2-alike": "upheld",
    "model2-found-in-model1-scale-free": "undecided",
    "model2-alike-scale-free": "undecided",
  });
});
