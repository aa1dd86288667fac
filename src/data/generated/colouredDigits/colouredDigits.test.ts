import { expect, test } from "vitest";
import { DataError } from "../../../core/errors.ts";
import { resolveSettings } from "../../../core/settings.ts";
import type { LoadOptions } from "../../dataSource.ts";
import { dataFingerprint } from "../../fingerprint.ts";
import type { ImagesInMemory } from "../../imageSet.ts";
import { inMemory } from "../../openImages.ts";
import { generatedDigits } from "../generatedDigits.ts";
import { type ColouredDigitsOptions, colouredDigits } from "./colouredDigits.ts";
import { rgbOf, usualPalette } from "./palette.ts";

const load = (_: string, { trainCount = 400, testCount = 200, options = {} }: LoadOptions = {}) =>
  generatedDigits.make({ options: { dataSeed: 0, ...options }, trainCount, testCount, load });
const usual = resolveSettings("coloured-digits", colouredDigits.settings, { given: {} });

async function make(options: Partial<ColouredDigitsOptions> = {}, base = load) {
  const request = { trainCount: undefined, testCount: undefined, load: base };
  const dataset = await colouredDigits.make({ options: { ...usual, ...options }, ...request });
  return { ...dataset, train: inMemory(dataset.train), test: inMemory(dataset.test) };
}

const plain = await make();
const digitsOnly = await load("generated-digits");
const digits = inMemory(digitsOnly.train);

/** The channels of one image. */
function channelsOf({ images, height, width }: ImagesInMemory, index: number): Uint8Array[] {
  const plane = height * width;
  return [0, 1, 2].map((c) =>
    images.subarray((3 * index + c) * plane, (3 * index + c + 1) * plane),
  );
}

test("colouredDigits has a hundred classes of digit and colour", () => {
  expect(plain.classes).toHaveLength(100);
  expect(plain.classes[34]).toBe("3 turquoise");
  expect(plain.concepts).toMatchObject([
    { name: "digit", values: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] },
    { name: "colour" },
  ]);
  for (const { name, values, ofClass } of plain.concepts!) {
    expect(ofClass).toHaveLength(100);
    for (const set of [plain.train, plain.test]) {
      set.labels.forEach((label, index) => {
        expect(ofClass![label]).toBe(set.concepts![name]![index]);
      });
    }
    expect(new Set(values).size).toBe(10);
  }
});

test("colouredDigits has each class equally often", () => {
  const counts = new Array<number>(100).fill(0);
  for (const label of plain.train.labels) counts[label]! += 1;
  expect(counts).toEqual(new Array(100).fill(4));
});

test("colouredDigits tints each grey level in proportion", () => {
  expect(plain.train).toMatchObject({ count: 400, channels: 3, height: 28, width: 28 });
  for (const index of [0, 99, 399]) {
    const colour = rgbOf(usualPalette[plain.train.concepts!.colour![index]!]!);
    const grey = digits.images.subarray(index * 784, (index + 1) * 784);
    channelsOf(plain.train, index).forEach((channel, c) => {
      expect(channel).toEqual(grey.map((level) => Math.round((level * colour[c]!) / 255)));
    });
  }
});

test("colouredDigits varies colours around those of the palette", async () => {
  const varied = await make({ colourVariance: 100, palette: ["#808080", "#a0a0a0"] });
  const brightest = Array.from({ length: 400 }, (_, index) => {
    const level = Math.max(...digits.images.subarray(index * 784, (index + 1) * 784));
    return channelsOf(varied.train, index).map((channel) => (255 * Math.max(...channel)) / level);
  });
  const residuals = brightest.map((colour, index) =>
    colour.map((part) => part - [128, 160][varied.train.concepts!.colour![index]!]!),
  );
  const covariance = (a: number, b: number) =>
    residuals.reduce((sum, part) => sum + part[a]! * part[b]!, 0) / residuals.length;
  // 400 colours: a standard error of 7.
  for (const c of [0, 1, 2]) expect(Math.abs(covariance(c, c) - 100)).toBeLessThan(28);
  for (const [a, b] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const) {
    expect(Math.abs(covariance(a, b) - 50)).toBeLessThan(28);
  }
});

test("colouredDigits correlates digit and colour in training, and in the test only if asked to", async () => {
  const { train, test: unseen } = await make({ correlation: 0.5 });
  const ownShare = (set: ImagesInMemory) => {
    const { digit, colour } = set.concepts!;
    return digit!.filter((value, index) => value === colour![index]).length / set.count;
  };
  expect([ownShare(train), ownShare(unseen)]).toEqual([0.55, 0.1]);
  expect(ownShare((await make({ testCorrelation: 1 })).test)).toBe(1);
});

test("colouredDigits has as many classes as the palette gives", async () => {
  const two = await make({ palette: ["#ff0000", "#0000ff"] });
  expect(two.classes).toHaveLength(20);
  expect(two.classes.slice(0, 3)).toEqual(["0 #ff0000", "0 #0000ff", "1 #ff0000"]);
});

test("colouredDigits comes in the size asked for", async () => {
  const { train } = await make({ imageSize: 32 });
  expect(train).toMatchObject({ height: 32, width: 32 });
  expect(train.images).toHaveLength(400 * 3 * 1024);
});

test("colouredDigits repeats itself", async () => {
  expect(dataFingerprint(await make())).toEqual(dataFingerprint(plain));
});

test("colouredDigits has other digits in other colours with another seed", async () => {
  const other = await make({ dataSeed: 1 });
  expect(other.train.concepts!.digit).not.toEqual(plain.train.concepts!.digit);
  expect(other.train.concepts!.colour).not.toEqual(plain.train.concepts!.colour);
});

test("colouredDigits colours the same published digits otherwise with another seed", async () => {
  const other = await make({ base: "mnist", dataSeed: 1 });
  expect(other.train.concepts!.digit).toEqual(plain.train.concepts!.digit);
  expect(other.train.concepts!.colour).not.toEqual(plain.train.concepts!.colour);
});

test("colouredDigits passes on how many are asked for", async () => {
  const request = { options: usual, trainCount: 30, testCount: 20, load };
  const { train, test: unseen } = await colouredDigits.make(request);
  expect([train.count, unseen.count]).toEqual([30, 20]);
});

test("colouredDigits tells what its digits are", () => {
  expect(plain).toMatchObject({
    title: "coloured digits of generated digits",
    generated: true,
    note: "The program drew these digits itself: results on them are not results on MNIST",
  });
});

test("colouredDigits notes what was made harder", async () => {
  const load = () => Promise.resolve({ ...digitsOnly, note: "" });
  const { note } = await make(
    { correlation: 0.5, colourVariance: 100, digitSize: 0.5, digitNoise: 20 },
    load,
  );
  expect(note).toBe(
    "Digit and colour correlate: 0.5 in training, 0 in the test. Colours vary: variance 100, channels correlated 0.5. Digits changed: digitSize 0.5, digitNoise 20",
  );
});

test("colouredDigits refuses images that have colours already", async () => {
  const coloured = () => Promise.resolve({ ...plain, name: "cifar10" });
  await expect(make({}, coloured)).rejects.toThrow(
    new DataError(
      'Cannot colour the images of "cifar10": they have 3 channels of 28 × 28, needs one channel, as high as wide',
    ),
  );
});
