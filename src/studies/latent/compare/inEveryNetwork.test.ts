import { expect, test } from "vitest";
import { likeSource } from "../../../../test/support/latentBehaviours.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { estimateOf } from "../../../core/statistics.ts";
import { inEveryNetwork } from "./inEveryNetwork.ts";

const results = madeUpLatent({ pictureCount: 0, epochs: 1 }, likeSource);

test("inEveryNetwork() wants all four on one side, with their whole intervals", () => {
  const [low, wide] = [estimateOf([1, 1.1]), estimateOf([1, 4])];
  expect(inEveryNetwork(results, () => low, { side: "above" })).toBe(true);
  expect(inEveryNetwork(results, () => low, { side: "below", limit: 3 })).toBe(true);
  expect(inEveryNetwork(results, () => low, { side: "above", limit: 3 })).toBe(false);
  const unlike = (other: typeof low | null) =>
    inEveryNetwork(results, ({ row }) => (row === "no3" ? other : low), { side: "above" });
  expect([unlike(wide), unlike(null)]).toEqual([false, false]);
});
