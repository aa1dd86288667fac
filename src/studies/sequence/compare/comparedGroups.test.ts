import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { comparedGroups } from "./comparedGroups.ts";

test("comparedGroups() sets random directions apart by model, and gives other seeds no interval", () => {
  const groups = comparedGroups(madeUpSequence().pairs);
  expect(groups.map(({ name, isNull, pairs }) => [name, isNull, pairs.length])).toEqual([
    ["within model-1", false, 3],
    ["within model-2", false, 3],
    ["between the models", false, 6],
    ["model-1, other seeds", true, 6],
    ["model-2, other seeds", true, 6],
    ["untrained", true, 6],
    ["random, as long as model-1's", true, 3],
    ["random, as long as model-2's", true, 3],
  ]);
  expect(groups[0]!.reference).toBe("model-1, other seeds");
  expect(groups[0]!.estimate("matched distance")).toMatchObject({ n: 3, low: expect.any(Number) });
  expect(groups[3]!.estimate("matched distance")).toMatchObject({ n: 3, low: null, high: null });
  expect(groups[6]!.estimate("cka")).toBe(null);
});

test("comparedGroups() of one seed have no other seeds to be set beside", () => {
  const groups = comparedGroups(madeUpSequence({ seeds: [0] }).pairs);
  expect(groups.map(({ name }) => name)).not.toContain("model-1, other seeds");
  expect(groups.map(({ reference }) => reference)).toEqual(groups.map(() => undefined));
});
