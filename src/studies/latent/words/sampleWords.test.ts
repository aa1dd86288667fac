import { expect, test } from "vitest";
import { type LatentBehaviour, likeSource } from "../../../../test/support/latentBehaviours.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { sampleSentence, sampleWords } from "./sampleWords.ts";

const given = { pictureCount: 0, epochs: 1, viewCount: 100 };

function made(behaviour: Partial<LatentBehaviour>, more = {}) {
  return madeUpLatent({ ...given, ...more }, behaviour);
}

const counting = (count: LatentBehaviour["count"]) => made({ count });

const cap =
  "10,000 images spread over 9,999 directions at most, however many dimensions there are, and 70% of these hold 70% of the variance or more. In No. 1 the largest ratio that there can be is c1 21.4%, c2 21.4%, c3 42.7% and c4 42.7%: layers of different dimension are compared under different bounds.";

test("sampleWords() has bounds, growth, and how many images 1% would take", () => {
  // In proportion to the images in c1, as their root in c2.
  const results = counting(({ layer, images, done }) => {
    const growing = { c1: images / 50, c2: Math.sqrt(images) }[String(layer)] ?? 90;
    return done === 0 ? 8 : growing;
  });
  expect(sampleWords(results)).toEqual([
    cap,
    "How a count grows at the most images is told by d log count / d log images, 1 where it is in proportion to them and 0 where it grows no more: in No. 1 from 0.00 ± 0.00 (c3) to 1.00 ± 0.00 (c1) after training, and from 0.00 ± 0.00 (c1) to 0.00 ± 0.00 (gap) before. In No. 1 the ratios of c1 and c2 would be larger with more images: twice as many would add a tenth or more.",
    "c5 and c6 of No. 1 have a ratio of 1% or more. For a ratio of 1% it would take so many images if counts went on growing at the last pace, and more if they slow down: c1 16,000, c2 110,000, c3 more than a billion, c4 more than a billion.",
    "Kendall's τ of the ratio of No. 1 with depth is 0.93 ± 0.00 with 100 images and 0.50 ± 0.00 with 10,000: the fewer the images, the more the ratio seems to grow with depth, as it would where the images, not the layers, decide the counts.",
    "From 1,000 to 10,000 images convolutions change places by the means of their ratios: in No. 1 c1 passes c2 to c4; in No. 2 c1 passes c2 to c4; in No. 3 c1 passes c2 to c6; in No. 4 c1 passes c2 and c3.",
  ]);
});

test("sampleWords() says that counts do not grow, and that no layers change places", () => {
  const [bounds, growth, needed, , order] = sampleWords(made(likeSource));
  expect(bounds).toBe(cap);
  expect(growth).toMatch(
    / No count of No\. 1 would grow by a tenth if there were twice as many images: its ratios hardly depend on their number\.$/,
  );
  expect(needed).toMatch(/^c3 to c6 of No\. 1 have a ratio of 1% or more\. For a ratio /);
  expect(order).toBe(
    "From 1,000 to 10,000 images no two convolutions change places by the means of their ratios, in any of the four networks.",
  );
});

test("sampleWords() names a single layer that grows, or has 1%", () => {
  const words = sampleWords(
    counting(({ layer, images }) => (layer === "c6" ? images / 100 : 5)),
  ).join(" ");
  expect(words).toContain("In No. 1 the ratio of c6 would be larger with more images: ");
  expect(words).toContain("c6 of No. 1 has a ratio of 1% or more. For a ratio ");
});

test("sampleWords() does not ask for 1% where all have it, nor say that where none has", () => {
  expect(sampleWords(counting(({ dimension }) => dimension / 50))[2]).toBe(
    "c1 to c6 of No. 1 have a ratio of 1% or more.",
  );
  expect(sampleWords(counting(() => 5))[2]).toMatch(
    /^For a ratio of 1% it would take so many images if /,
  );
});

test("sampleWords() says that bounds bind nothing where there are more images than dimensions", () => {
  expect(sampleWords(made({}, { width: 2 }))[0]).toBe(
    "10,000 images spread over 9,999 directions at most, however many dimensions there are, and 70% of these hold 70% of the variance or more. In No. 1 no layer has more dimensions, so that no ratio is bounded by that.",
  );
});

test("sampleWords() does not tell growth from one number of images", () => {
  const results = made({}, { sampleCount: 100 });
  expect(sampleWords(results).slice(1)).toEqual([
    "Counts of one number of images do not tell whether they grow with it.",
  ]);
  expect(sampleSentence(results)).toEqual([]);
});

test("sampleWords() leaves dead layers out", () => {
  const words = sampleWords(counting(({ layer }) => (layer === "c1" ? null : 20))).join(" ");
  expect(words).not.toMatch(/NaN|undefined|null|c1 more|\(c1\)/);
  const untrained = sampleWords(counting(({ done }) => (done === 0 ? null : 20)));
  expect(untrained[1]).toContain(" after training, and not measured before. ");
});

test("sampleSentence() says which ratios are lower bounds, and what fewer images do to the trend", () => {
  // With 100 images all counts are the same, with 10,000 they fall with depth faster than dimensions do.
  const falling = { c1: 1000, c2: 900, c3: 300, c4: 200, c5: 60, c6: 50, gap: 50 };
  const of = (low: number, high: number) =>
    counting(({ layer, images }) => 50 * (falling[layer] / 50) ** (images <= 5000 ? low : high));
  const [sentence] = sampleSentence(of(0, 1));
  expect(sentence).toBe(
    "In No. 1 the ratios of c1 to c5 would be larger with more images: twice as many would add a tenth or more. Kendall's τ of the ratio of No. 1 with depth is 0.89 ± 0.00 with 100 images and −1.00 ± 0.00 with 10,000: the fewer the images, the more the ratio seems to grow with depth, as it would where the images, not the layers, decide the counts.",
  );
  expect(sampleSentence(of(0.9, 0))[0]).toMatch(
    / with 10,000: the more the images, the more the ratio grows with depth\.$/,
  );
  expect(sampleSentence(of(0.1, 0.1))[0]).toMatch(
    / with 10,000: the number of images has no part in it\.$/,
  );
  const wavering = counting(({ layer, images, seed }) =>
    layer === "c1" && images > 5000 && seed === 1 ? 900 : 20,
  );
  expect(sampleSentence(wavering)[0]).toMatch(
    / with 10,000: the seeds do not tell whether the number of images has a part in it\.$/,
  );
  expect(sampleSentence(made(likeSource, { seeds: [1] }))[0]).toMatch(
    / with 10,000: one seed does not tell whether that is a difference\.$/,
  );
});

test("sampleSentence() has no trend of dead layers", () => {
  const [sentence] = sampleSentence(counting(({ layer }) => (layer === "c1" ? null : 20)));
  expect(sentence).toMatch(/hardly depend on their number\.$/);
});
