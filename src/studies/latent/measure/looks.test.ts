import { expect, test } from "vitest";
import { latentCell, smallLatentSettings } from "../../../../test/support/smallLatent.ts";
import { networkOf } from "../../networkOf.ts";
import { looksAt, mostShown, shownCount, tappedAt } from "./looks.ts";

const settings = { ...smallLatentSettings(), sampleCount: 10_000 };
const images = { train: 50_000, test: 10_000, pictures: 500 };

const countsOf = (given: Partial<typeof settings>, test = 10_000) =>
  looksAt(true, { ...settings, ...given }, { ...images, test }).map(({ counts }) => counts);

test("looksAt() asks about ever more test images before training and after it", () => {
  const [outputs] = looksAt(true, settings, images);
  expect(outputs).toEqual({
    part: "test",
    stages: ["output"],
    counts: [100, 200, 500, 1000, 2000, 5000, 10_000],
    twoNnCount: 2000,
    byClass: true,
    pictureCount: 500,
  });
});

test("looksAt() asks about what lies before ReLU, and about training images", () => {
  expect(looksAt(true, settings, images).slice(1)).toEqual([
    { part: "test", stages: ["convolution", "normed"], counts: [2000] },
    { part: "train", stages: ["output"], counts: [2000] },
  ]);
});

test("looksAt() asks about one number of images while a network learns", () => {
  expect(looksAt(false, settings, images)).toEqual([
    { part: "test", stages: ["output"], counts: [2000], twoNnCount: 2000, pictureCount: 500 },
    { part: "train", stages: ["output"], counts: [2000] },
  ]);
});

test("looksAt() asks about no more images than are wanted, and than there are", () => {
  expect(countsOf({ sampleCount: 1500, viewCount: 200 })).toEqual([
    [100, 200, 500, 1000, 1500],
    [200],
    [200],
  ]);
  expect(countsOf({}, 3200)).toEqual([[100, 200, 500, 1000, 2000, 3200], [2000], [2000]]);
  expect(countsOf({}, 60)).toEqual([[60], [60], [2000]]);
});

test("looksAt() asks about as many images as are looked at more often, too", () => {
  expect(countsOf({ sampleCount: 500, viewCount: 300 })[0]).toEqual([100, 200, 300, 500]);
  expect(countsOf({ sampleCount: 500, viewCount: 700 })[0]).toEqual([100, 200, 500, 700]);
});

test("shownCount() has room for pictures", () => {
  const look = { part: "test", stages: ["output"], counts: [100, 200] } as const;
  expect([shownCount(look), shownCount({ ...look, pictureCount: 300 })]).toEqual([200, 300]);
});

test("tappedAt() names every layer, and of global average pooling nothing but its output", () => {
  const network = networkOf(latentCell("no1", settings));
  const taps = tappedAt(network, ["convolution", "output"]).map(({ tap }) => tap);
  const convolutions = [1, 2, 3, 4, 5, 6].map((place) => `conv${place}`);
  expect(taps).toEqual([
    ...convolutions.map((name) => `${name}.convolution`),
    ...convolutions,
    "pooled",
  ]);
});

test("tappedAt() leaves out what is behind batch norm where there is none", () => {
  const network = networkOf(latentCell("no1-none", settings));
  const stages = tappedAt(network, ["convolution", "normed"]).map(({ stage }) => stage);
  expect(new Set(stages)).toEqual(new Set(["convolution"]));
});

test("mostShown() is the largest number of images of any look", () => {
  expect(mostShown(settings, images)).toBe(10_000);
  expect(mostShown({ sampleCount: 500, viewCount: 300 }, images)).toBe(500);
  expect(mostShown({ sampleCount: 100, viewCount: 300 }, { ...images, test: 200 })).toBe(500);
});
