import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import type { ListedImage } from "./imageListing.ts";
import { splitListed } from "./splitListed.ts";

function imagesOf(counts: readonly number[]): ListedImage[] {
  return counts.flatMap((count, label) =>
    Array.from({ length: count }, (_, i) => ({ path: `${label}/${i}.png`, label })),
  );
}

const pathsOf = (images: readonly ListedImage[]) => images.map(({ path }) => path);
const countOf = (images: readonly ListedImage[], wanted: number) =>
  images.filter(({ label }) => label === wanted).length;

test("splitListed() takes the share of every class, and no image twice", () => {
  const images = imagesOf([100, 10, 2, 1]);
  const { train, test: tested } = splitListed(images, { testShare: 0.3 });
  expect([0, 1, 2, 3].map((label) => countOf(tested, label))).toEqual([30, 3, 1, 0]);
  expect([...pathsOf(train), ...pathsOf(tested)].sort()).toEqual(pathsOf(images).sort());
});

test("splitListed() keeps an image of every class for training", () => {
  const { train } = splitListed(imagesOf([3]), { testShare: 0.99 });
  expect(train).toHaveLength(1);
});

test("splitListed() draws by the seed", () => {
  const images = imagesOf([50, 50]);
  const testedWith = (seed: number) => pathsOf(splitListed(images, { seed }).test);
  expect(testedWith(1)).toEqual(testedWith(1));
  expect(testedWith(1)).not.toEqual(testedWith(2));
});

test("splitListed() draws of a class what it would draw without the others", () => {
  const { test: alone } = splitListed(imagesOf([40]), {});
  const { test: among } = splitListed(imagesOf([40, 7, 9]), {});
  expect(pathsOf(among).filter((path) => path.startsWith("0/"))).toEqual(pathsOf(alone));
});

test.each([0, 1, -0.2, Number.NaN])("splitListed() refuses the share %d", (testShare) => {
  expect(() => splitListed([], { testShare })).toThrow(
    new UsageError(
      `Cannot split images: testShare = ${testShare}, needs a number above 0 and below 1`,
    ),
  );
});
