import { expect, test } from "vitest";
import { likeSource, unlikeSource, type usual } from "../../../../test/support/latentBehaviours.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { checkClaims } from "../../claim.ts";
import { latentClaims } from "../claims.ts";
import { answerSentence } from "./answerSentence.ts";

const share = "the share of a layer's dimensions that the data spread over";

function answer(...made: Parameters<typeof madeUpLatent>): string {
  const [given, behaviour] = made;
  const results = madeUpLatent({ pictureCount: 0, epochs: 1, ...given }, behaviour);
  return answerSentence(results, checkClaims(latentClaims, results));
}

test("answerSentence() says what the answer is of, with the numbers of the standard network", () => {
  expect(answer({}, likeSource)).toBe(
    `Yes: ${share} grows from each convolution to the next, in all four networks. In the standard network, No. 1, 70% of the variance takes 98 principal components of 32,768 dimensions in c1, the first convolution (0.299%), and 492 of 8,192 in c6, the last (6.0%). There, training makes c1 to c6 spread over more directions. Before training, the share grows with depth in all four networks.`,
  );
});

test("answerSentence() names the layer of the largest share where that is neither the first nor the last", () => {
  const count = (place: Parameters<typeof usual.count>[0]) =>
    (place.layer === "c3" ? 50 : 1) * likeSource.count(place)!;
  expect(answer({}, { count })).toMatch(
    / in c6, the last \(6\.0%\); the largest share is that of c3, 50%\. There, training makes c1 to c6 spread over more directions\. Before training, .+\.$/,
  );
});

test("answerSentence() names the networks that differ", () => {
  const count = (place: Parameters<typeof usual.count>[0]) =>
    (place.row === "no3" ? likeSource : unlikeSource).count(place);
  expect(answer({}, { count })).toMatch(
    `No: ${share} does not grow with depth in all four networks (it grows in No. 3, it falls in No. 1, No. 2 and No. 4)`,
  );
});

test("answerSentence() tells layers that training spreads from those that it narrows", () => {
  const count = (place: Parameters<typeof usual.count>[0]) =>
    place.layer === "c6" ? 50 - 40 * place.done : place.layer === "c5" ? 20 : 20 + 20 * place.done;
  expect(answer({}, { count })).toMatch(
    / There, training makes c1 to c4 spread over more directions and c6 spread over fewer\./,
  );
  expect(answer({}, { count: ({ done }) => 50 - 40 * done })).toMatch(
    / There, training makes c1 to c6 spread over fewer\. Before training, the share grows with depth in all four networks\.$/,
  );
});

test("answerSentence() does not say that it grows before training where it does not", () => {
  const count = (place: Parameters<typeof usual.count>[0]) =>
    place.done === 0 ? place.dimension / 100 : likeSource.count(place);
  expect(answer({}, { count })).not.toContain("Before training");
});

test("answerSentence() answers nothing where nothing was learned", () => {
  expect(answer({}, { accuracy: () => 0.1 })).toMatch(/^Not answered: No\. 1, No\. 2, No\. 3 and /);
});
