import { makeStream } from "../../../core/random.ts";
import { oneOf, wholeNumber, wholeNumberWithin } from "../../../core/settings.ts";
import type { GeneratedSource } from "../../dataSource.ts";
import type { Concept } from "../../dataset.ts";
import type { ImagesInMemory } from "../../imageSet.ts";
import { pickWithin } from "../pickWithin.ts";
import { roomForImages } from "../roomForImages.ts";
import { drawShape } from "./drawShape.ts";
import { looks } from "./looks.ts";
import { shapes } from "./shapes.ts";
import { textures } from "./textures.ts";

/** Which shapes come with which textures: all with all, each with its own, or each with all but its own. */
export type Pairing = "matched" | "conflict" | "independent";

/** What can be chosen of the images. */
export interface ShapesTexturesOptions {
  readonly label: "shape" | "texture" | "both";
  readonly pairing: Pairing;
  readonly testPairing: Pairing;
  readonly imageSize: number;
  readonly dataSeed: number;
}

const shapeNames = Object.keys(shapes);
const textureNames = Object.keys(textures);

/**
 * Silhouettes filled with textures, on a plain background: the shape shows only in the outline, the texture only inside.
 * Place, size, turn, phase and colours are random and say nothing of either. Each pair that may occur occurs equally often.
 *
 * As usual each shape has its own texture in training, so that a network may go by either, and another one in the test,
 * where the label is the shape: the accuracy then says how often it went by the shape, and the concept `texture` how often
 * by the texture, as in the cue conflicts of Geirhos et al., but without style transfer.
 *
 * Shape: images [N, 3, size, size]; unless asked otherwise 16,000 to train with, 3,200 to test with
 * @source own design, for the question of Geirhos et al. 2019, arXiv:1811.12231
 */
export const shapesTextures: GeneratedSource<ShapesTexturesOptions> = {
  kind: "generated",
  title: "shapes and textures",
  licence: "none needed",
  origin: "made by the program",
  most: 1_000_000,
  settings: {
    label: oneOf(["shape", "texture", "both"], "what labels tell; both makes a class of each pair"),
    pairing: oneOf(
      ["matched", "independent", "conflict"],
      "training images: each shape with its own texture, with any, or with any but its own",
    ),
    testPairing: oneOf(["conflict", "independent", "matched"], "the same for test images"),
    imageSize: wholeNumberWithin([16, 224], 32, "pixels along a side of an image"),
    dataSeed: wholeNumber(0, 0, "which of the many possible sets of images"),
  },
  async make({ options, trainCount = 16_000, testCount = 3_200 }) {
    const { pairing, testPairing } = options;
    return {
      name: "shapes-textures",
      title: "shapes and textures",
      classes: classesOf(options),
      train: drawSeries({ options, series: "train", pairing, count: trainCount }),
      test: drawSeries({ options, series: "test", pairing: testPairing, count: testCount }),
      concepts: conceptsOf(options),
      generated: true,
      note: noteOf(options),
    };
  },
};

const pairingWords: Readonly<Record<Pairing, string>> = {
  matched: "each shape has its own texture",
  conflict: "each shape has any texture but its own",
  independent: "each shape has any texture",
};

function noteOf({ label, pairing, testPairing }: ShapesTexturesOptions): string {
  const told = label === "both" ? "shape and texture" : `the ${label}`;
  const inTest =
    pairing === testPairing ? "as in the test" : `in the test ${pairingWords[testPairing]}`;
  return `Labels tell ${told}: in training ${pairingWords[pairing]}, ${inTest}`;
}

interface Series {
  readonly options: ShapesTexturesOptions;
  readonly series: "train" | "test";
  readonly pairing: Pairing;
  readonly count: number;
}

/** Successive examples hold each pair that may occur once, in random order; example i does not depend on the count. */
function drawSeries({ options, series, pairing, count }: Series): ImagesInMemory {
  const { imageSize: size, dataSeed } = options;
  const order = makeStream(dataSeed, `shapes-textures/${series}/order`);
  const lookStream = makeStream(dataSeed, `shapes-textures/${series}/look`);
  const draws = new Float64Array(Object.keys(looks).length);
  const pairs = pairsOf(pairing);
  const format = { channels: 3, height: size, width: size };
  const images = roomForImages("shapes-textures", count, format);
  const [shape, texture] = [new Int32Array(count), new Int32Array(count)];
  for (let first = 0; first < count; first += pairs.length) {
    const places = order.permutation(first, pairs.length);
    for (let index = first; index < Math.min(count, first + pairs.length); index++) {
      [shape[index], texture[index]] = pairs[places[index - first]!]!;
      lookStream.fillUniform(draws, index, 0, 1);
      drawShape(images.subarray(index * 3 * size * size), size, {
        shape: shapes[shapeNames[shape[index]!]!]!,
        texture: textures[textureNames[texture[index]!]!]!,
        look: pickWithin(looks, draws),
      });
    }
  }
  const labels = shape.map((value, index) => labelOf(options, value, texture[index]!));
  const concepts = { shape, texture };
  return { ...format, images, labels, count, concepts };
}

/** Numbers of the shapes and textures that occur together; shape k's own texture is texture k. */
function pairsOf(pairing: Pairing): [number, number][] {
  const all = shapeNames.flatMap((_, shape) =>
    textureNames.map((_, texture): [number, number] => [shape, texture]),
  );
  return all.filter(
    ([shape, texture]) =>
      pairing === "independent" || (shape === texture) === (pairing === "matched"),
  );
}

function labelOf(
  { label }: Pick<ShapesTexturesOptions, "label">,
  shape: number,
  texture: number,
): number {
  return { shape, texture, both: shape * textureNames.length + texture }[label];
}

function classesOf({ label }: ShapesTexturesOptions): readonly string[] {
  const both = pairsOf("independent").map(
    ([shape, texture]) => `${shapeNames[shape]} with ${textureNames[texture]}`,
  );
  return { shape: shapeNames, texture: textureNames, both }[label];
}

/** A concept that is not the label still belongs to each class where the training set has each with its own. */
function conceptsOf({ label, pairing }: ShapesTexturesOptions): Concept[] {
  const both = pairsOf("independent");
  const own = [...shapeNames.keys()];
  const unlessOther = (name: "shape" | "texture") =>
    label === name || pairing === "matched" ? own : undefined;
  return [
    {
      name: "shape",
      values: shapeNames,
      ofClass: label === "both" ? both.map(([shape]) => shape) : unlessOther("shape"),
    },
    {
      name: "texture",
      values: textureNames,
      ofClass: label === "both" ? both.map(([, texture]) => texture) : unlessOther("texture"),
    },
  ];
}
