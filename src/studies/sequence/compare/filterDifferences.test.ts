import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { filterDifferences, kindDifference, kindEstimate } from "./filterDifferences.ts";

test("kindDifference() is paired by seed, with the untrained and random pairs of the model alone", () => {
  const { pairs } = madeUpSequence();
  const [first] = filterDifferences;
  expect(first!.title).toBe("within model-1 less random directions");
  const own = kindEstimate(pairs, first!.compared, "matched distance")!;
  const random = kindEstimate(pairs, first!.beside, "matched distance")!;
  expect(pairs.filter(({ kind }) => kind === "random directions")).toHaveLength(6);
  expect(random.n).toBe(3);
  expect(kindDifference(pairs, first!, "matched distance")?.values).toEqual(
    own.values.map((value, at) => value - random.values[at]!),
  );
  const second = kindEstimate(pairs, { kind: "random directions", model: 2 }, "matched distance")!;
  expect(second.mean).toBeLessThan(random.mean);
});

test("kindDifference() has nothing where random directions have no outputs", () => {
  expect(kindDifference(madeUpSequence().pairs, filterDifferences[0]!, "cka")).toBe(null);
});
