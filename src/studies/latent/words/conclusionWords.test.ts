import { expect, test } from "vitest";
import {
  type LatentBehaviour,
  likeSource,
  type MadeUpPlace,
  unlikeSource,
  usual,
} from "../../../../test/support/latentBehaviours.ts";
import { cifarSummary, madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { layerNames } from "../layers.ts";
import { verdictsOf } from "../verdicts.ts";

const [first, growth, third, equal, count] = [0, 1, 2, 3, 4] as const;

/** What is said of a conclusion. */
function said(
  conclusion: number,
  behaviour: Partial<LatentBehaviour>,
  more: Parameters<typeof madeUpLatent>[0] = {},
): string {
  const results = madeUpLatent({ pictureCount: 0, epochs: 1, ...more }, behaviour);
  return verdictsOf(results, cifarSummary)[conclusion]!.meaning.join(" ");
}

/** Counts of a layer changed, of the source's networks after training. */
function changed(change: (count: number, place: MadeUpPlace) => number): Partial<LatentBehaviour> {
  return {
    count: (place) =>
      place.done === 1 ? change(likeSource.count(place)!, place) : likeSource.count(place),
  };
}

/** What is one thing in one seed and the opposite in another. */
const wavering = (layer: string, times = 9) =>
  changed((own, place) => (place.layer === layer ? own * [1, 1 / times, 1][place.seed % 3]! : own));

/** So few seeds that nothing is decided. */
const one = { seeds: [0] };

const nothing = "Nothing can be said of it: ";

test("firstWords() has the largest ratio, that before training, and the largest there can be", () => {
  expect(said(first, likeSource)).toBe(
    "Of c1 and c2 of the four networks the largest ratio is 0.50% ± 0.03%, below 1%. Before training it was 0.0488% ± 0.0000%. In No. 1 it could not be above 21.4%: 10,000 images spread over 9,999 directions at most, and 70% of these would do. The ratio depends on the number of channels: No. 1 has twice those of No. 2, and so twice its dimensions, and 2 (2 to 2) times its components in c1 and 2 (1.97 to 2.03) times its components in c2. At this pace the largest ratio would be 0.50% with twice the channels, and below 1% with any number of channels; here it has 32, and 32,768 dimensions in c1.",
  );
  expect(said(first, unlikeSource)).toMatch(/^Of c1 .+ is 8\.0% ± 0\.4%, not below 1%\. /);
  expect(said(first, likeSource, one)).toMatch(
    /^Of c1 .+ is 0\.50%, which leaves open whether it is below 1%\. /,
  );
});

test("firstWords() leaves out what it was before training where that was nothing", () => {
  const dead = { ...likeSource, count: (place: MadeUpPlace) => (place.done === 1 ? 20 : null) };
  expect(said(first, dead)).toMatch(/^Of c1 .+, below 1%\. In No\. 1 /);
});

test("firstWords() says why there is nothing to be said", () => {
  expect(said(first, likeSource, { sampleCount: 200, viewCount: 100 })).toBe(
    `${nothing}so few images could not take 1% of the dimensions of the first layers.`,
  );
  expect(said(first, { count: () => null })).toBe(`${nothing}what it takes could not be measured.`);
  const idle = (rows: readonly string[]) => ({
    accuracy: (row: string, seed: number, done: number) =>
      rows.includes(row) ? 0.1 : usual.accuracy(row, seed, done),
  });
  expect(said(first, idle(["no2"]))).toBe(
    `${nothing}No. 2 has not learned to tell the classes apart.`,
  );
  expect(said(first, idle(["no1", "no4"]))).toBe(
    `${nothing}No. 1 and No. 4 have not learned to tell the classes apart.`,
  );
  // What is said of No. 3 alone takes No. 3 alone.
  expect(said(equal, idle(["no1", "no3"]))).toBe(
    `${nothing}No. 3 has not learned to tell the classes apart.`,
  );
  expect(said(equal, idle(["no1"]))).toMatch(/^In No\. 3, where /);
});

test("growthWords() has the trend of each network, where the ratio is largest, and gap's", () => {
  expect(said(growth, likeSource)).toBe(
    "Kendall's τ of the ratio with depth, c1 to c6: No. 1 1.00 ± 0.00, No. 2 1.00 ± 0.00, No. 3 1.00 ± 0.00, No. 4 1.00 ± 0.00; the ratio grows more often than it falls in all of them. Of the convolutions of No. 1, c6 has the largest ratio, 6.0% ± 0.3%, and c1 the smallest, 0.299% ± 0.015%. Before training τ is No. 1 0.89 ± 0.00, No. 2 0.89 ± 0.00, No. 3 0.73 ± 0.00, No. 4 0.86 ± 0.00: it grows with depth already, by dimensions that fall and not by counts. gap's ratio in times c6's: No. 1 3.34 (3.25 to 3.43), No. 2 3.38 (3.22 to 3.56), No. 3 3.39 (3.22 to 3.56), No. 4 3.34 (3.25 to 3.43); it is larger in all of them. Before training: No. 1 8 (8 to 8), No. 2 8 (8 to 8), No. 3 32 (32 to 32), No. 4 8 (8 to 8). gap has few dimensions: of its 64 to 128, a single one is 0.78% or more.",
  );
});

test("growthWords() names the networks in which the ratio falls", () => {
  const falling = said(growth, {
    count: (place) => (place.row === "no2" ? likeSource : unlikeSource).count(place),
  });
  expect(falling).toContain(
    "; not in all of them does the ratio grow; in No. 1, No. 3 and No. 4 it falls more often than it grows. ",
  );
  expect(falling).toContain("; not in all of them is it larger. Before training: ");
  // As many pairs of layers grow as fall.
  const level = said(
    growth,
    changed((_, { layer, dimension }) => {
      const places = { c1: 1, c2: 2, c3: 3, c4: 3, c5: 2, c6: 1, gap: 9 };
      return (places[layer] * dimension) / 256;
    }),
  );
  expect(level).toContain("; not in all of them does the ratio grow. Of the ");
});

test("growthWords() leaves open what one seed leaves open", () => {
  const open = said(growth, likeSource, one);
  expect(open).toContain("; that leaves open whether the ratio grows in all of them. ");
  expect(open).toContain(
    "; that leaves open whether it is larger in all of them. Before training: ",
  );
});

test("growthWords() tells growth before training by dimensions from growth by counts", () => {
  const before = (counts: (place: number) => number | null) =>
    said(growth, {
      count: (place) =>
        place.done === 1 ? likeSource.count(place) : counts(layerNames.indexOf(place.layer)),
    });
  expect(before((place) => 10 + place)).toContain(": it grows with depth already. gap's");
  expect(before((place) => 60 / 3 ** place)).not.toContain("already. gap's");
  expect(before(() => null)).not.toContain("Before training");
});

test("growthWords() leaves out gap where it is dead", () => {
  const dead = {
    count: (place: MadeUpPlace) => (place.layer === "gap" ? null : likeSource.count(place)),
  };
  expect(said(growth, dead)).not.toContain("gap");
});

test("thirdLayerWords() tells more components from fewer dimensions", () => {
  const third3 = (times: number) =>
    said(
      third,
      changed((own, { layer }) => (layer === "c3" ? times * own : own)),
    );
  expect(third3(1)).toMatch(
    /^c3's ratio in times c2's: No\. 1 2 \(2 to 2\), .+; it is larger in all of them\. In No\. 1, c3 has 16,384 dimensions instead of 32,768, and takes 1 \(1 to 1\) times as many components as c2: as many, as far as the seeds tell\. Before training: No\. 1 2 \(2 to 2\), .+\.$/,
  );
  expect(third3(3)).toMatch(
    / 3 \(2\.99 to 3\.01\) times .+: more components of fewer dimensions\. Before training: /,
  );
  expect(third3(0.7)).toMatch(
    /: fewer components, so that only the smaller dimension can make its ratio larger\. Before training: /,
  );
  expect(third3(0.3)).toContain("; not in all of them is it larger. ");
  expect(said(third, likeSource, one)).toMatch(
    /; that leaves open whether it is larger in all of them\. .+: one seed does not tell whether these are more or fewer\. Before training: /,
  );
  expect(said(third, { accuracy: () => 0.1 })).toMatch(/^Nothing can be said of it: No\. 1, /);
});

test("equalWords() tells growth from end to end from growth with every step", () => {
  expect(said(equal, likeSource)).toBe(
    "In No. 3, where c3 to c6 have 16,384 dimensions each, c6's ratio is 5.99 (5.96 to 6.02) times c3's: it grows from end to end. Step by step, in times the layer before: c3 to c4 1.5 (1.49 to 1.51), c4 to c5 2 (1.99 to 2), c5 to c6 2 (1.99 to 2.01); every step goes up. Before training c6's ratio was 1 (1 to 1) times c3's.",
  );
  expect(said(equal, unlikeSource)).toMatch(
    /: it does not grow\. .+; not every step goes up\. Before training c6's ratio was 1\.25 \(1\.25 to 1\.25\) times c3's\.$/,
  );
  expect(said(equal, wavering("c6"))).toMatch(
    /: that leaves open whether it grows\. .+; that leaves open whether every step goes up\. Before training /,
  );
});

test("countWords() has the counts of No. 1, whatever their dimension", () => {
  expect(said(count, likeSource)).toMatch(
    /^Components for 70% of the variance, whatever the dimension, in No\. 1: c1 98 ± 5, c2 164 ± 7, .+, c6 492 ± 24\. Kendall's τ of the count with depth: No\. 1 0\.93 ± 0\.00, .+; the count grows more often than it falls in all of them\. Before training: No\. 1 0\.00 ± 0\.00, .+\.$/,
  );
  expect(said(count, unlikeSource)).toMatch(
    /; not in all of them does the count grow; in No\. 1, No\. 2, No\. 3 and No\. 4 it falls more often than it grows\. Before training: No\. 1 −0\.[0-9]+ ± .+\.$/,
  );
  expect(said(count, likeSource, one)).toMatch(
    /; that leaves open whether the count grows in all of them\. Before training: /,
  );
  expect(said(count, { accuracy: () => 0.1 })).toMatch(/^Nothing can be said of it: /);
});
