import { expect, test } from "vitest";
import {
  type LatentBehaviour,
  likeSource,
  unlikeSource,
} from "../../../../test/support/latentBehaviours.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { checkClaims } from "../../claim.ts";
import { latentClaims } from "../claims.ts";
import { dependsOnImages } from "./dependsOnImages.ts";

const given = { pictureCount: 0, epochs: 1 } as const;

function doubtOf(id: string, behaviour: Partial<LatentBehaviour>, more = {}): string {
  const results = madeUpLatent({ ...given, ...more }, behaviour);
  return dependsOnImages(
    results,
    checkClaims(latentClaims, results).filter((claim) => claim.id === id),
  );
}

test("dependsOnImages() says nothing where counts do not depend on their number", () => {
  for (const { id } of latentClaims) expect(doubtOf(id, likeSource), id).toBe("");
});

/** The opposite of the source's, with so few components that 1,000 images can have them. */
const opposite: LatentBehaviour["count"] = (place) => unlikeSource.count(place)! / 10;

/** As the source has it for more images, and the opposite for fewer; or the other way round. */
const turning = (isForMore = true): Partial<LatentBehaviour> => ({
  count: (place) => (place.images >= 5000 === isForMore ? likeSource.count : opposite)(place),
});

test("dependsOnImages() says where fewer images decide otherwise", () => {
  expect(doubtOf("c3-above-c2", turning())).toMatch(
    /^With 1,000 images it does not hold \(0\.8\d+ \(0\.8\d+ to 0\.8\d+\) instead of 2 \(2 to 2\)\): it depends on the number of images, which the source does not tell\.$/,
  );
  expect(doubtOf("no3-c6-above-c3", turning(false))).toMatch(/^With 1,000 images it holds \(/);
});

test("dependsOnImages() says nothing of what is undecided, or of one number of images", () => {
  expect(doubtOf("c3-above-c2", turning(), { seeds: [0] })).toBe("");
  expect(doubtOf("c3-above-c2", turning(), { sampleCount: 100, viewCount: 100 })).toBe("");
});

test("dependsOnImages() says where the ratio of the first layers would pass 1% within CIFAR-10", () => {
  // In No. 2, 1 % of c1 is 163.84 components, 1.6384 times what 10,000 images have; the pace is in proportion.
  const growing = (share: number): Partial<LatentBehaviour> => ({
    count: ({ images }) => (share * images) / 100,
  });
  expect(doubtOf("first-layers-below-1-percent", growing(1))).toBe(
    "But counts still grow with the number of images, so that ratios are lower bounds: at the last pace one would come to 1% with 16,000 images, and CIFAR-10 has 60,000.",
  );
  expect(doubtOf("first-layers-below-1-percent", growing(0.2))).toBe("");
  expect(doubtOf("first-layers-below-1-percent", unlikeSource)).toBe("");
  // 2 % with the most, and 0.5 % with a tenth of them.
  const less: Partial<LatentBehaviour> = {
    count: ({ images, dimension }) => dimension * (images >= 5000 ? 0.02 : 0.005),
  };
  expect(doubtOf("first-layers-below-1-percent", less)).toMatch(
    /^With 1,000 images it holds \(0\.50% ± 0\.00% instead of 2\.00% ± 0\.00%\): it depends on /,
  );
});
