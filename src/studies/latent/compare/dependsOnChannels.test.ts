import { expect, test } from "vitest";
import {
  type LatentBehaviour,
  likeSource,
  unlikeSource,
  usual,
} from "../../../../test/support/latentBehaviours.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { checkClaims } from "../../claim.ts";
import { latentClaims } from "../claims.ts";
import { dependsOnChannels } from "./dependsOnChannels.ts";

function doubtOf(behaviour: Partial<LatentBehaviour>, more = {}): string {
  const given = { pictureCount: 0, epochs: 1, width: 16, ...more };
  const results = madeUpLatent(given, behaviour);
  return dependsOnChannels(results, checkClaims(latentClaims, results));
}

const level = (count: number): Partial<LatentBehaviour> => ({
  ...usual,
  count: ({ done }) => (done === 0 ? 8 : count),
});

test("dependsOnChannels() says where more channels, as many as are usual, would come below 1%", () => {
  // 1 % of c1 of No. 2, with 8 channels, is 81.92: with 64 of No. 1 it is 327.68.
  expect(doubtOf(level(320))).toBe(
    "So it depends on the number of channels, which the source does not name: 16 are ours, and such networks usually begin with 16 to 64. Its figure 3, where the dimension of c1 is drawn, may decide it.",
  );
  expect(doubtOf(level(340))).toBe("");
});

test("dependsOnChannels() says where fewer channels would not be below 1%", () => {
  // With 32 channels of No. 1, 1 % of c1 of No. 2 is 163.84.
  expect(doubtOf(level(160), { width: 32 })).toMatch(/^So it depends on .+: 32 are ours, /);
  expect(doubtOf(level(80), { width: 32 })).toBe("");
});

test("dependsOnChannels() says nothing where counts grow with the channels, or nothing is decided", () => {
  expect(doubtOf(likeSource)).toBe("");
  expect(doubtOf(unlikeSource)).toBe("");
  expect(doubtOf(level(320), { seeds: [0] })).toBe("");
});
