import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type ImageFormat, imageSize } from "../../src/data/imageSet.ts";
import {
  adjustBrightness,
  adjustContrast,
  adjustSaturation,
} from "../../src/data/transforms/adjustColours.ts";
import { adjustHue } from "../../src/data/transforms/adjustHue.ts";
import { makePlaceImage, type Placement } from "../../src/data/transforms/affine.ts";
import { makeBlurImage } from "../../src/data/transforms/blur.ts";
import { centreCrop } from "../../src/data/transforms/centreCrop.ts";
import { cropImage } from "../../src/data/transforms/crop.ts";
import { pasteRegion, regionOf } from "../../src/data/transforms/cutmix.ts";
import { coverRegion } from "../../src/data/transforms/cutout.ts";
import { makeBendImage } from "../../src/data/transforms/elastic.ts";
import { flipImage } from "../../src/data/transforms/flip.ts";
import { greyImage } from "../../src/data/transforms/grey.ts";
import { lightImage } from "../../src/data/transforms/lighting.ts";
import { makeDraws } from "../../src/data/transforms/makeDraws.ts";
import { blendImages } from "../../src/data/transforms/mixup.ts";
import { arrangeCells } from "../../src/data/transforms/patchShuffle.ts";
import { resize } from "../../src/data/transforms/resize.ts";
import { makeResizeRegion, type Region } from "../../src/data/transforms/resizeRegion.ts";
import { shiftImages } from "../../src/data/transforms/shift.ts";
import { type FixtureFile, fixturesIn } from "./fixtureFiles.ts";

/** All that makeTransformFixtures.py has parameters for; a case has those of its transform. */
interface Parameters extends Placement, Region {
  readonly alpha: number;
  readonly column: number;
  readonly exact: boolean;
  readonly factor: number;
  readonly factors: readonly number[];
  readonly grid: number;
  readonly keptShare: number;
  readonly kernelSize: number;
  readonly mode: "zero" | "reflect";
  readonly noise: number;
  readonly order: readonly number[];
  readonly otherShare: number;
  readonly padding: number;
  readonly partners: readonly number[];
  readonly row: number;
  readonly sigma: number;
  readonly size: number;
  readonly value: number;
}

/** Makes of an image, or of a batch, what the fixture has under the same parameters. */
type Change = (image: Uint8Array, out: Uint8Array, given: Given) => void;

interface Given {
  readonly format: ImageFormat;
  readonly output: ImageFormat;
  readonly parameters: Parameters;
}

const draws = makeDraws(0, "unused")(0);

const place: Change = (image, out, { format, parameters }) =>
  makePlaceImage(format)(image, out, parameters);

const rotated: Change = (image, out, { format, parameters: { degrees } }) =>
  makePlaceImage(format)(image, out, { degrees: -degrees, dx: 0, dy: 0, scale: 1, shear: 0 });

const blurred: Change = (image, out, { format, parameters: { kernelSize, sigma } }) =>
  makeBlurImage(format, kernelSize)(image, out, sigma);

const resized: Change = (image, out, { format, output, parameters }) => {
  expect(resize.format(parameters, format)).toEqual(output);
  resize.prepare(parameters, format)(image, out, draws);
};

function adjusted(adjust: (image: Uint8Array, factor: number, channels: number) => void): Change {
  return (image, out, { format, parameters: { factor } }) => {
    out.set(image);
    adjust(out, factor, format.channels);
  };
}

const changes: Readonly<Record<string, Change>> = {
  affine: place,
  blur: blurred,
  "blur-grey": blurred,
  brightness: adjusted(adjustBrightness),
  "centre-crop": (image, out, { format, parameters }) =>
    centreCrop.prepare(parameters, format)(image, out, draws),
  contrast: adjusted(adjustContrast),
  "contrast-grey": adjusted(adjustContrast),
  crop(image, out, { format: input, parameters: { top, left, padding, ...size } }) {
    cropImage(image, out, { input, top: top - padding, left: left - padding, ...size });
  },
  cutmix(images, out, { format, parameters: { partners, ...draw } }) {
    out.set(images);
    const batch = { images: out, before: images, partners: Uint32Array.from(partners) };
    pasteRegion(batch, format, regionOf(format, draw));
  },
  cutout(image, out, { format, parameters: { row, column, size, value } }) {
    out.set(image);
    const region = { top: row - size / 2, left: column - size / 2, height: size, width: size };
    coverRegion(out, { format, region, value });
  },
  elastic(image, out, { format, parameters: { noise, ...options } }) {
    const size = 2 * format.height * format.width;
    const field = Float64Array.from({ length: size }, (_, i) => Math.sin(noise * i ** 2));
    makeBendImage(format, options)(image, out, field);
  },
  erase(image, out, { format, parameters: region }) {
    out.set(image);
    coverRegion(out, { format, region, value: 0 });
  },
  flip: (image, out, { format }) => flipImage(image, out, format),
  grey: (image, out, { format }) => greyImage(image, out, format),
  hue: adjusted(adjustHue),
  lighting: (image, out, { parameters }) =>
    lightImage(image, out, Float64Array.from(parameters.factors)),
  mixup(images, out, { format, parameters: { partners, otherShare } }) {
    const batch = { images: out, before: images, partners: Uint32Array.from(partners) };
    blendImages(batch, imageSize(format), otherShare);
  },
  "patch-shuffle"(image, out, { format, parameters: { grid, order } }) {
    arrangeCells(image, out, { format, grid, order: Uint32Array.from(order) });
  },
  resize: resized,
  "resize-grey": resized,
  "resized-crop": (image, out, { format, output, parameters: region }) =>
    makeResizeRegion(format, output)(image, out, region),
  rotate: rotated,
  "rotate-grey": rotated,
  saturation: adjusted(adjustSaturation),
  translate: (image, out, { format, parameters }) =>
    shiftImages(image, out, { ...format, count: format.channels, ...parameters }),
};

/**
 * Which share of a fixture's bytes may be off by 1, where PyTorch's float32 and our float64 round differently: that is one
 * byte in one case. All others are as they are to the byte.
 */
const shareOff: Readonly<Record<string, number>> = { affine: 0.001 };

const fixtures = fixturesIn(fileURLToPath(new URL("fixtures/transforms", import.meta.url)));

test("every fixture of a transform is compared with, and every comparison has its fixture", () => {
  expect(fixtures.map(({ title }) => title).sort()).toEqual(Object.keys(changes).sort());
});

describe.each(fixtures)("$title agrees with its reference", (fixture) => {
  const cases: Parameters[] = JSON.parse(fixture.metadata.cases!);
  test.each(cases.map((parameters, index) => [parameters, index]))(
    "with %j",
    (parameters, index) => {
      const { bytes: image, format } = tensorOf(fixture, "image");
      const { bytes: expected, format: output } = tensorOf(fixture, `output/${index}`);
      const out = new Uint8Array(expected.length).fill(77);
      changes[fixture.title]!(image, out, { format, output, parameters });
      const errors = out.map((byte, i) => Math.abs(byte - expected[i]!));
      const most = shareOff[fixture.title] ?? 0;
      expect(Math.max(...errors)).toBeLessThanOrEqual(most > 0 ? 1 : 0);
      expect(errors.filter((error) => error > 0).length / errors.length).toBeLessThanOrEqual(most);
    },
  );
});

function tensorOf({ tensors }: FixtureFile, name: string) {
  const { data, shape } = tensors.get(name)!;
  const [channels, height, width] = shape.slice(-3);
  const format = { channels: channels!, height: height!, width: width! };
  return { bytes: Uint8Array.from(data), format };
}
