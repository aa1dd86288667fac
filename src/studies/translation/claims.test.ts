import { expect, test } from "vitest";
import { type Behaviour, madeUpResults } from "../../../test/support/madeUpTranslation.ts";
import { checkClaims } from "../claim.ts";
import { difference, paperTable, rowNamed, translationClaims } from "./claims.ts";
import type { TranslationResults } from "./results.ts";

/** Verdicts by claim. */
function verdictsOf(results: TranslationResults): Record<string, string> {
  const checked = checkClaims(translationClaims, results);
  return Object.fromEntries(checked.map(({ id, verdict }) => [id, verdict]));
}

/** What a claim finds. */
function measured(id: string, results: TranslationResults) {
  return translationClaims.find((claim) => claim.id === id)!.measure(results);
}

/** Nearly the source's numbers: accuracy as it is, and moved by anything at all. */
const source: Readonly<Record<string, readonly [still: number, moved: number]>> = {
  lenet5: [1, 0.6],
  mlp: [0.9, 0.4],
  "lenet5-full": [1, 0.5],
  "pooled-mlp": [0.9, 0.4],
};

const likeSource: Behaviour["accuracy"] = ({ factors }, { dx, dy }, label) => {
  if (factors.group === "biased") return dx === 0 && label !== 2 && label !== 3 ? 1 : 0;
  const [still, moved] = source[String(factors.row)] ?? [1, 1];
  return dx === 0 && dy === 0 ? still : moved;
};

test("translationClaims have names of their own, and the source's table in full", () => {
  const ids = translationClaims.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [row, { plain, shifted }] of Object.entries(paperTable)) {
    const expected = (value: number) => ({ kind: "near", value, tolerance: 0.05 });
    const own = (id: string) => translationClaims.find((claim) => claim.id === id);
    expect(own(`${row}-plain`)).toMatchObject({ where: "table 1", expected: expected(plain) });
    expect(own(`${row}-shifted`)).toMatchObject({ where: "table 1", expected: expected(shifted) });
  }
  expect(paperTable).toEqual({
    lenet5: { plain: 0.97, shifted: 0.6 },
    mlp: { plain: 0.93, shifted: 0.41 },
    "lenet5-full": { plain: 0.96, shifted: 0.49 },
    "pooled-mlp": { plain: 0.87, shifted: 0.41 },
  });
});

test("translationClaims say of the source's counts that they do not add up", () => {
  const { caveat } = translationClaims.find(({ id }) => id === "pooled-mlp-plain")!;
  expect(caveat).toBe(
    "The source's own counts for this network, 8,733 right and 1,217 wrong, do not add up to 10,000.",
  );
});

test("translationClaims are all upheld by networks like the source's", () => {
  const verdicts = verdictsOf(madeUpResults({}, { accuracy: likeSource }));
  expect(Object.keys(verdicts)).toHaveLength(translationClaims.length);
  for (const [id, verdict] of Object.entries(verdicts)) {
    expect(`${id} ${verdict}`).toBe(`${id} upheld`);
  }
});

test("translationClaims are missed by networks that do the opposite", () => {
  const opposite: Behaviour["accuracy"] = ({ factors }, { dx }) => {
    if (factors.group === "biased") return 1;
    const shares: Readonly<Record<string, number>> = { lenet5: 0.5, mlp: 0.6, "lenet5-full": 0.8 };
    return dx === 0
      ? (shares[String(factors.row)] ?? 0.6)
      : 0.1 + (factors.row === "mlp" ? 0.1 : 0);
  };
  const verdicts = verdictsOf(madeUpResults({}, { accuracy: opposite }));
  for (const [id, verdict] of Object.entries(verdicts)) {
    expect(`${id} ${verdict}`).toBe(`${id} missed`);
  }
});

test("translationClaims need two seeds", () => {
  const results = madeUpResults({ seeds: [0] }, { accuracy: likeSource });
  expect(new Set(Object.values(verdictsOf(results)))).toEqual(new Set(["undecided"]));
  const [first] = checkClaims(translationClaims, results);
  expect(first!.caveat).toBe("It needs 2 seeds, has 1.");
});

test("translationClaims compare nothing where LeNet-5 has not learned", () => {
  const results = madeUpResults({}, { accuracy: () => 0.1 });
  for (const id of ["convolution-helps", "pooling-does-not", "displaced-not-recognised"]) {
    expect(measured(id, results)).toBeNull();
  }
  expect(measured("lenet5-plain", results)).not.toBeNull();
});

test("translationClaims compare moved digits only where they were moved as in the source", () => {
  const ids = Object.keys(paperTable).map((row) => `${row}-shifted`);
  for (const other of [{ shift: 10 }, { shiftDown: 1 }, { mode: "circular" }] as const) {
    const results = madeUpResults(other, { accuracy: likeSource });
    expect(ids.map((id) => measured(id, results))).toEqual([null, null, null, null]);
    expect(measured("lenet5-plain", results)).not.toBeNull();
  }
  const results = madeUpResults({}, { accuracy: likeSource });
  expect(measured("lenet5-shifted", results)).toEqual(rowNamed(results, "lenet5")!.shifted);
});

test("translationClaims about displaced digits leave out those that were displaced in training", () => {
  // Of ten digits moved to the right, 2 and 3 aside, 4 in 10 are taken for a 3; of those moved left, 8 in 10 for a 2.
  const results = madeUpResults(
    { seeds: [0] },
    {
      accuracy: ({ factors }, { dx }, label) =>
        factors.group !== "biased" || label === 2 || label === 3 ? 1 : dx === 3 ? 0.6 : 0.2,
    },
  );
  expect(measured("moved-right-is-3", results)?.mean).toBeCloseTo(0.4, 12);
  expect(measured("moved-left-is-2", results)?.mean).toBeCloseTo(0.8, 12);
  expect(measured("displaced-not-recognised", results)?.mean).toBe(1);
});

test("translationClaims are undecided where the question was not asked", () => {
  const near = verdictsOf(madeUpResults({ shift: 2 }));
  expect(near["moved-right-is-3"]).toBe("undecided");
  expect(near["moved-left-is-2"]).toBe("undecided");
  const nothing = verdictsOf({ shifts: [], mode: "zero", rows: [], examples: [] });
  expect(new Set(Object.values(nothing))).toEqual(new Set(["undecided"]));
});

test("difference() pairs accuracies by seed", () => {
  const results = madeUpResults(
    { seeds: [0, 1, 2] },
    { accuracy: ({ seed, factors }) => seed / 10 + (factors.row === "lenet5" ? 0.5 : 0.3) },
  );
  const { mean, low, high, n } = difference(results, ["lenet5", "mlp"], "shifted")!;
  expect(mean).toBeCloseTo(0.2, 12);
  // Seeds differ, the differences do not: the interval closes.
  expect(high! - low!).toBeLessThan(1e-12);
  expect(n).toBe(3);
  expect(difference(results, ["lenet5", "nobody"], "plain")).toBeNull();
  expect(difference(results, ["nobody", "lenet5"], "plain")).toBeNull();
});
