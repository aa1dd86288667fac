import { expect, test } from "vitest";
import { estimateOf } from "../../../core/statistics.ts";
import type { FilterComparison } from "../../../probes/filters/compareFilters.ts";
import type { CnnMeasured } from "../measure/measureCnn.ts";
import type { CnnName } from "./cnnName.ts";
import {
  type CnnPair,
  compareCnns,
  filtersAt,
  nullKinds,
  type PairKind,
  pairEstimate,
  pairKinds,
  pairValue,
} from "./compareCnns.ts";

type Cnn = CnnName & CnnMeasured;

const filters = [
  [1, 2, 0, 0],
  [0, 0, 3, -1],
  [-1, 1, 1, 1],
] as const;

/** Ten outputs for each of eight digits. */
const outputs = Array.from({ length: 80 }, (_, at) => Math.sin(at * at));

/** A CNN with three filters of 2×2, or with others. */
function cnnOf(
  name: Partial<CnnName>,
  { trained = filters.flat(), said = outputs }: { trained?: number[]; said?: number[] } = {},
): Cnn {
  const nothing = { share: 0.5, low: 0, high: 1 };
  const epochs = [filters.flat().toReversed(), trained].map((own, epoch) => ({
    epoch,
    filters: own,
    outputs: nothing,
    maps: nothing,
  }));
  const filterShape = [trained.length / 4, 1, 2, 2];
  const asked = { untrained: outputs, trained: said };
  const cnn = { epochs, filterShape, outputs: asked, answers: new Array<number>(100).fill(1) };
  return { model: 1, place: 1, seed: 0, ...name, ...cnn };
}

const only = (pairs: readonly CnnPair[], kind: PairKind) => {
  const own = pairs.filter((pair) => pair.kind === kind);
  expect(own).toHaveLength(1);
  return own[0]!;
};

test("compareCnns() finds the same filters in any order, with matched distance 0 and cosine 1", () => {
  const permuted = [filters[2], filters[0], filters[1]].flat();
  const pairs = compareCnns([cnnOf({}), cnnOf({ place: 2 }, { trained: permuted })]);
  const { there, back, cka } = only(pairs, "within model-1");
  for (const comparison of [there, back]) {
    expect(comparison["nearest distance"]).toBe(0);
    expect(comparison["matched distance"]).toBe(0);
    expect(comparison["matched scale-free distance"]).toBeCloseTo(0, 12);
    expect(comparison["matched cosine"]).toBeCloseTo(1, 12);
  }
  expect(cka).toBeCloseTo(1, 12);
});

test("compareCnns() lets no filter stand for two where it matches, which the minimum does", () => {
  const copies = [filters[0], filters[0], filters[0]].flat();
  const pairs = compareCnns([cnnOf({}, { trained: copies }), cnnOf({ place: 2 })]);
  const { there, back } = only(pairs, "within model-1");
  expect(there["nearest distance"]).toBe(0);
  expect(there["matched distance"]).toBeGreaterThan(1);
  expect(back["nearest distance"]).toBeGreaterThan(1);
});

test("compareCnns() sees in filters of other lengths the same directions", () => {
  const longer = filters.flat().map((value) => 3 * value);
  const { there } = only(
    compareCnns([cnnOf({}), cnnOf({ place: 2 }, { trained: longer })]),
    "within model-1",
  );
  expect(there["matched distance"]).toBeGreaterThan(1);
  expect(there["matched scale-free distance"]).toBeCloseTo(0, 12);
});

test("compareCnns() compares what the source compares, and the same with other seeds", () => {
  const all = [0, 1, 2].flatMap((seed) =>
    ([1, 2] as const).flatMap((model) =>
      ([1, 2] as const).map((place) => cnnOf({ seed, model, place })),
    ),
  );
  const pairs = compareCnns(all);
  const counts = pairKinds.map((kind) => pairs.filter((pair) => pair.kind === kind).length);
  // Of three seeds; places, and three pairs of seeds; models.
  expect(counts).toEqual([3, 3, 3 * 2, 3 * 2, 3 * 2, 3 * 2, 3 * 2]);
  for (const { kind, a, b } of pairs) {
    expect(a.seed === b.seed).toBe(!kind.endsWith("other seeds"));
    expect(a.model === b.model).toBe(kind !== "between the models");
    expect(a.place === b.place).toBe(kind === "between the models" || a.seed !== b.seed);
  }
});

test("compareCnns() has two nulls of other seeds, one before training and one of mere chance", () => {
  expect(nullKinds).toEqual([
    "model-1, other seeds",
    "model-2, other seeds",
    "untrained",
    "random directions",
  ]);
});

test("compareCnns() looks at CNNs before training for the untrained, and never at what directions say", () => {
  const silent = new Array<number>(80).fill(0);
  const other = cnnOf({ place: 2 }, { trained: new Array<number>(12).fill(9), said: silent });
  const pairs = compareCnns([cnnOf({}), other]);
  expect(only(pairs, "within model-1").cka).toBeNull();
  const { there, cka } = only(pairs, "untrained");
  expect([there["matched distance"], cka]).toEqual([0, expect.closeTo(1, 12)]);
  expect(only(pairs, "random directions").cka).toBeNull();
});

test("compareCnns() draws directions that are the same each time, and not those that were learned", () => {
  const twins = [cnnOf({}), cnnOf({ place: 2 })];
  const { there, back } = only(compareCnns(twins), "random directions");
  expect(there["matched distance"]).toBeGreaterThan(0.5);
  expect(there["matched distance"]).toBeCloseTo(back["matched distance"]!, 12);
  expect(compareCnns(twins)).toEqual(compareCnns(twins));
});

test("compareCnns() knows of no direction where filters are zero", () => {
  const dead = cnnOf({ place: 2 }, { trained: new Array<number>(12).fill(0) });
  const pairs = compareCnns([cnnOf({}), dead]);
  const { there } = only(pairs, "within model-1");
  expect(there["nearest distance"]).toBeGreaterThan(0);
  expect(there["matched cosine"]).toBeNull();
  expect(pairEstimate(pairs, "within model-1", "matched cosine")).toBeNull();
});

test("filtersAt() reads the filters of an epoch", () => {
  expect(filtersAt(cnnOf({}), -1)).toEqual({ values: filters.flat(), count: 3, size: 4 });
  expect(filtersAt(cnnOf({}), 0).values).toEqual(filters.flat().toReversed());
});

/** A pair of two seeds that has one number for everything. */
function pairOf(kind: PairKind, seeds: readonly [number, number], value: number | null): CnnPair {
  const [a, b] = seeds.map((seed) => ({ model: 1, place: 1, seed }) as const);
  const comparison: FilterComparison = {
    "nearest distance": value,
    "matched distance": value,
    "nearest scale-free distance": value,
    "matched scale-free distance": value,
    "nearest cosine": value,
    "matched cosine": value,
  };
  return { kind, a: a!, b: b!, there: comparison, back: comparison, cka: value };
}

test("pairValue() is the mean of both directions", () => {
  const pair = pairOf("untrained", [0, 0], 1);
  const back = { ...pair.back, "nearest distance": 4, "matched cosine": null };
  expect(pairValue({ ...pair, back }, "nearest distance")).toBe(2.5);
  expect(pairValue({ ...pair, back }, "matched cosine")).toBeNull();
  expect(pairValue({ ...pair, cka: 0.5 }, "cka")).toBe(0.5);
});

test("pairEstimate() of pairs within seeds is their mean with Student's interval", () => {
  const pairs = [1, 2, 6].map((value, seed) => pairOf("within model-2", [seed, seed], value));
  const found = pairEstimate(pairs, "within model-2", "nearest distance");
  expect(found).toEqual(estimateOf([1, 2, 6]));
});

test("pairEstimate() counts a pair of two seeds for both, and then has no interval", () => {
  const kind = "model-1, other seeds";
  const pairs = [pairOf(kind, [0, 1], 1), pairOf(kind, [0, 2], 2), pairOf(kind, [1, 2], 6)];
  expect(pairEstimate(pairs, kind, "cka")).toEqual({
    mean: 3,
    low: null,
    high: null,
    n: 3,
    values: [1.5, 3.5, 4],
  });
});

test("pairEstimate() is null where nothing was compared, or a value is missing", () => {
  expect(pairEstimate([], "untrained", "cka")).toBeNull();
  const pairs = [pairOf("untrained", [0, 0], 1), pairOf("untrained", [1, 1], null)];
  expect(pairEstimate(pairs, "untrained", "matched cosine")).toBeNull();
  expect(pairEstimate(pairs.slice(0, 1), "untrained", "matched cosine")?.n).toBe(1);
});
