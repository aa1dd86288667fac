import { expect, test } from "vitest";
import {
  type LatentBehaviour,
  likeSource,
  type MadeUpPlace,
  unlikeSource,
} from "../../../../test/support/latentBehaviours.ts";
import { cifarSummary, madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { verdictsOf } from "../verdicts.ts";

/** What is said of the last conclusion. */
function said(
  behaviour: Partial<LatentBehaviour>,
  more: Parameters<typeof madeUpLatent>[0] = {},
): string {
  const results = madeUpLatent({ pictureCount: 0, epochs: 1, ...more }, behaviour);
  return verdictsOf(results, cifarSummary).at(-1)!.meaning.join(" ");
}

test("trainingWords() has what training does where, and what the classes have to do with it", () => {
  expect(said(likeSource)).toMatch(
    /^Components of c4 to c6 after training, in times those before \(geometric mean\): No\. 1 38\.\d \(3\d.+; training spreads the data there in all of them\. In No\. 1 these are 38\.\d \(3.+\), and for c1 and c2 15\.8 \(15\.\d to 16\.\d\): beside what they had, the later layers come out with more than the first\. τ of the ratio with depth, after training less before: No\. 1 0\.106 ± 0\.000, .+; training makes it grow more in all of them\. c4 to c6 of No\. 1 take 2 \(2 to 2\.01\) times as many components with the true labels as with shuffled ones: classes to tell apart have a part in it\.$/,
  );
  expect(said(unlikeSource)).toMatch(
    /; training takes directions from the data there in all of them\. .+: beside what they had, the first layers come out with more than the later ones, the opposite of the explanation\. .+; training makes it grow less in all of them\. .+: classes to tell apart do not add to it\.$/,
  );
  const mixed = (place: MadeUpPlace) =>
    (place.row === "no3" ? likeSource : unlikeSource).count(place);
  expect(said({ count: mixed })).toMatch(
    /; not in all of them does training spread the data there\. .+; not in all of them does training make it grow more\. /,
  );
  expect(said(likeSource, { seeds: [0] })).toMatch(
    /; that leaves open whether training spreads the data there in all of them\. .+: which of them come out with more, beside what they had, is open\. .+; that leaves open whether training makes it grow more in all of them\. .+: that leaves open whether classes to tell apart have a part in it\.$/,
  );
});

test("trainingWords() says what it takes to ask for the classes", () => {
  expect(said(likeSource, { controls: "no" })).toMatch(
    / Whether it is done for the classes was not asked: that takes the training on shuffled labels\.$/,
  );
  expect(said({ accuracy: () => 0.1 })).toMatch(/^Nothing can be said of it: /);
});

test("trainingWords() says nothing of dead first layers", () => {
  const dead = {
    count: (place: MadeUpPlace) =>
      place.layer === "c1" && place.row === "no1" && place.done === 0
        ? null
        : likeSource.count(place),
  };
  expect(said(dead)).toMatch(/^Nothing can be said of it: what it takes could not /);
});
