import { expect, test } from "vitest";
import {
  type LatentBehaviour,
  likeSource,
  type MadeUpPlace,
  unlikeSource,
  usual,
} from "../../../../test/support/latentBehaviours.ts";
import {
  cifarSummary,
  madeUpLatent,
  madeUpLatentSettings,
} from "../../../../test/support/madeUpLatent.ts";
import { summaryOf } from "./findings.ts";

/** The summary of what made-up networks do. */
function summary(
  behaviour: Partial<LatentBehaviour> = {},
  more: Parameters<typeof madeUpLatent>[0] = {},
): string[] {
  const given = { pictureCount: 0, epochs: 1, ...more };
  const results = madeUpLatent(given, behaviour);
  return summaryOf(results, { settings: madeUpLatentSettings(given), dataset: cifarSummary });
}

const share = "the share of a layer's dimensions that the data spread over";

test("summaryOf() answers yes where the ratio grows from layer to layer", () => {
  const [answer, spread, training, classes, images, shares, conclusions] = summary(likeSource);
  expect(answer).toBe(
    `Yes: ${share} grows from each convolution to the next, in all four networks. In the standard network, No. 1, 70% of the variance takes 98 principal components of 32,768 dimensions in c1, the first convolution (0.299%), and 492 of 8,192 in c6, the last (6.0%). There, training makes c1 to c6 spread over more directions. Before training, the share grows with depth in all four networks.`,
  );
  expect(spread).toBe(
    "The ratio, which is the share of a layer's dimensions that 70% of the variance of 10,000 test images takes, in the layers of No. 1, and in brackets the number of principal components: c1 0.299% ± 0.015% (98), c2 0.50% ± 0.02% (164), c3 1.00% ± 0.05% (164), c4 1.50% ± 0.08% (246), c5 3.00% ± 0.15% (246), c6 6.0% ± 0.3% (492), gap 20.1% ± 1.1% (26) (means of 3 seeds, ±: 95% CI, Student t). Kendall's rank correlation τ of the ratio with depth, over the six convolutions: No. 1 1.00 ± 0.00, No. 2 1.00 ± 0.00, No. 3 1.00 ± 0.00, No. 4 1.00 ± 0.00; it is 1 where the ratio grows with every convolution, −1 where it falls with every one.",
  );
  expect(training).toMatch(
    /^It is training that spreads the data in the later convolutions, c4 to c6 \(components in times those before training, with 95% CI: No\. 1 3\d\.\d \(3.+\), and it makes the ratio grow more with depth \(τ after training less τ before: No\. 1 0\.106 ± 0\.000, .+\)\.$/,
  );
  expect(classes).toBe(
    "With the true labels c4 to c6 of No. 1 take 2 (2 to 2.01) times as many components as with shuffled ones: classes to tell apart have a part in it.",
  );
  expect(images).toMatch(
    /^No count of No\. 1 would grow by a tenth .+ Kendall's τ of the ratio of No\. 1 with depth is /,
  );
  expect(shares).toMatch(
    /^With another share of the variance it may be otherwise: of 2,000 images, τ of No\. 1 is 1\.00 ± 0\.00 for 70% and \d.+ for 99%; but for 99% .+ take more than half of the directions that so many images can span, so that their number decides\.$/,
  );
  expect(conclusions).toBe(
    "Of what the source concludes, that the first layers use less than 1% of their dimensions is upheld; that the ratio grows with depth is upheld; that c3's ratio is above c2's is upheld; that in No. 3 the ratio grows from c3 to c6 is upheld; that deeper layers take more space is upheld; that the data spread in order to be classified is upheld.",
  );
});

test("summaryOf() answers by and large where the ratio grows more often than it falls", () => {
  const dip = (place: MadeUpPlace) =>
    likeSource.count(place)! * (place.layer === "c5" && place.done === 1 ? 0.1 : 1);
  expect(summary({ count: dip })[0]).toMatch(
    `Yes, by and large: ${share} grows with depth more often than it falls, in all four networks. In the `,
  );
});

test("summaryOf() answers no where it falls, or does not grow in every network", () => {
  expect(summary(unlikeSource)[0]).toMatch(
    `No: ${share} falls with depth more often than it grows, in all four networks. In the `,
  );
  const no2 = (place: MadeUpPlace) =>
    (place.row === "no2" ? likeSource : unlikeSource).count(place);
  expect(summary({ count: no2 })[0]).toMatch(
    `No: ${share} does not grow with depth in all four networks (it grows in No. 2, it falls in No. 1, No. 3 and No. 4). In the `,
  );
});

test("summaryOf() says where only the mean of the last maps is above them", () => {
  const [answer, , training] = summary(usual);
  expect(answer).toMatch(
    /^No: .+ in all four networks; only that of global average pooling, which has few dimensions, is above that of the last convolution in each\. In /,
  );
  expect(training).toMatch(
    /^It is training that spreads the data in the later convolutions, c4 to c6 \(.+\), but it makes the ratio grow less with depth \(/,
  );
});

test("summaryOf() says what training does not do", () => {
  const [, , training, classes] = summary(unlikeSource);
  expect(training).toMatch(
    /^Training takes directions from the data in the later convolutions, c4 to c6, in all four networks \(.+\), and it makes the ratio grow less with depth \(/,
  );
  const mixed = (place: MadeUpPlace) =>
    (place.row === "no3" ? likeSource : unlikeSource).count(place);
  expect(summary({ count: mixed })[2]).toMatch(
    /^Not in all four networks does training spread the data in the later convolutions, c4 to c6 \(.+\), and not in all four does it make the ratio grow more with depth \(/,
  );
  expect(classes).toMatch(/: classes to tell apart do not add to it\.$/);
});

test("summaryOf() leaves open what another number of images decides otherwise", () => {
  const turning = (place: MadeUpPlace) => (place.images >= 5000 ? likeSource : usual).count(place);
  const [answer] = summary({ count: turning });
  expect(answer).toMatch(
    /^Open: whether the share .+ grows with depth in all four networks is not decided\. In .+ the last \(.+\)\. With 1,000 images it does not hold \(.+\): it depends on the number of images, which the source does not tell\. There, training makes .+\.$/,
  );
});

test("summaryOf() decides nothing with fewer seeds than it takes", () => {
  const sentences = summary(usual, { seeds: [3], controls: "no" });
  expect(sentences).toHaveLength(6);
  expect(sentences[0]).toMatch(
    /^Open, as it takes 3 seeds: whether the share .+ is not decided\. In /,
  );
  expect(sentences[1]).toMatch(/ \(one seed\)\. Kendall/);
  expect(sentences[2]).toMatch(
    /^Whether training spreads the data in the later convolutions, c4 to c6, in all four networks is open \(.+\), and whether it makes the ratio grow more with depth in all four is open \(/,
  );
  expect(sentences.join(" ")).not.toContain("±");
  const [answer, , , classes] = summary(usual, { seeds: [3, 4] });
  expect(answer).toMatch(/^Open, as it takes 3 seeds: /);
  expect(classes).toMatch(/: whether classes to tell apart have a part in it is open\.$/);
});

test("summaryOf() is open where seeds disagree", () => {
  const wavering = (place: MadeUpPlace) =>
    (place.seed === 1 ? unlikeSource : likeSource).count(place);
  expect(summary({ count: wavering })[0]).toMatch(/^Open: whether the share /);
});

test("summaryOf() does not answer where networks have not learned", () => {
  const idle = (rows: readonly string[]) => ({
    accuracy: (row: string, seed: number, done: number) =>
      rows.includes(row) ? 0.1 : usual.accuracy(row, seed, done),
  });
  expect(summary(idle(["no4"]))[0]).toBe(
    "Not answered: No. 4 has not learned to tell the classes apart. It takes longer training, or another learning rate, before layers can say anything.",
  );
  const sentences = summary(idle(["no1", "no4"]));
  expect(sentences[0]).toMatch(/^Not answered: No\. 1 and No\. 4 have not learned /);
  expect(sentences).toHaveLength(5);
});

test("summaryOf() does not answer where a convolution is dead", () => {
  const dead = (place: MadeUpPlace) => (place.layer === "c6" ? null : likeSource.count(place));
  const sentences = summary({ count: dead });
  expect(sentences[0]).toBe(
    "Not answered: there are convolutions that give the same output for every image, or were not measured.",
  );
  expect(sentences[1]).toContain(", c6 not measured, gap 20.1%");
});

test.each([
  { sampleCount: 100, viewCount: 100 },
  { normalisation: "none" },
  { width: 2 },
  { epochs: 4, testCount: 3200 },
] as const)("summaryOf() works with %j", (given) => {
  expect(summary(usual, given).join(" ")).not.toMatch(/NaN|undefined|null|Infinity/);
});

test("summaryOf() works where accuracies are no numbers", () => {
  const sentences = summary({ accuracy: () => Number.NaN });
  expect(sentences[0]).toMatch(/^Not answered: /);
  expect(sentences.join(" ")).not.toMatch(/undefined|Infinity/);
});
