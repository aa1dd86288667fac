import type { Dataset } from "../data/dataset.ts";
import { type ImageFormat, type ImageSet, imageSize } from "../data/imageSet.ts";
import { openImages } from "../data/openImages.ts";
import { classSizes } from "../data/selection/classSizes.ts";
import { examplesByClass } from "../data/selection/examplesByClass.ts";
import { visitOf } from "../data/transforms/makeDraws.ts";
import { showTransforms } from "../data/transforms/parseTransforms.ts";
import { makePipeline } from "../data/transforms/pipeline.ts";
import type { TransformStep } from "../data/transforms/step.ts";
import { classCounts } from "../figures/classCounts.ts";
import type { Figure } from "../figures/figure.ts";
import { type ImageRow, imageRows } from "../figures/imageRows.ts";
import { pixelImageOf } from "../figures/pixelImageOf.ts";
import { pixelImagesOf } from "./pixelImages.ts";

/** So many classes are readable on a page. */
const mostClasses = 20;

/** What is shown of a data set: training images, or test images where there are no others. */
export function shownPart({ train, test }: Dataset) {
  return train.count > 0 ? { set: train, kind: "training" } : { set: test, kind: "test" };
}

/** Images of each class, `count` of each; of many classes some that have images, spread over all. */
export async function exampleSheet(dataset: Dataset, count: number): Promise<Figure> {
  const { title, classes, note } = dataset;
  const { set, kind } = shownPart(dataset);
  const lists = examplesByClass(set.labels, classes.length);
  const shown = shownClasses(lists);
  const rows = shown.map((label) => rowOf(dataset, label, lists[label]!.subarray(0, count)));
  const which =
    shown.length === classes.length
      ? `${classes.length} classes`
      : `${shown.length} of ${classes.length} classes`;
  const isMarked = rows.some(({ images }) => images.some((image) => image.isMarked));
  const marks = isMarked ? "Images in heavy red frames have false labels" : "";
  return imageRows(rows, {
    id: "examples",
    title: `${capitalised(title)}: ${which}`,
    subtitle: sentences([formatText(set), note, marks, countsNote(set)]),
    caption: `${sentences([`The first ${kind} images of ${which}, a class a row`, marks])}.`,
  });
}

function rowOf(dataset: Dataset, label: number, indices: Uint32Array): ImageRow {
  const { classes, concepts = [] } = dataset;
  const { set, kind } = shownPart(dataset);
  const total = classSizes(set.labels, classes.length)[label]!;
  const conceptsOf = (index: number) =>
    concepts.map(
      ({ name, values }) => `${name} ${values[set.concepts?.[name]?.[index] ?? -1] ?? "unknown"}`,
    );
  return {
    label: classes[label]!,
    detail: total.toLocaleString("en-US"),
    images: pixelImagesOf(set, indices).map((image, place) => ({
      ...image,
      description: [`${kind} image ${indices[place]}`, ...conceptsOf(indices[place]!)].join(", "),
      isMarked: set.noise?.isNoisy[indices[place]!] === 1,
    })),
  };
}

/** Which classes are shown: all, or of many those that have images. */
function shownClasses(lists: readonly Uint32Array[]): number[] {
  if (lists.length <= mostClasses) return [...lists.keys()];
  const filled = [...lists.keys()].filter((label) => lists[label]!.length > 0);
  return spreadOver(filled.length, mostClasses).map((place) => filled[place]!);
}

/** Where labels are false, what is counted by them is not what the images show. */
function countsNote({ noise }: ImageSet): string {
  return noise ? "Training images are counted by the labels they have, some of them false" : "";
}

function sentences(parts: readonly string[]): string {
  return capitalised(parts.filter((part) => part !== "").join(". "));
}

function capitalised(title: string): string {
  return `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;
}

/** Some of the numbers below `count`, at most `most` of them: first, last and others at nearly equal distances. */
function spreadOver(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, number) => number);
  return Array.from({ length: most }, (_, place) => Math.round((place * (count - 1)) / (most - 1)));
}

/** What all images have in common: `colour, 32 × 32 pixels`. */
export function formatText({ channels, height, width }: ImageFormat): string {
  const colour = channels === 1 ? "grey" : channels === 3 ? "colour" : `${channels} channels`;
  return `${colour}, ${height} × ${width} pixels`;
}

/** How many images each class has; nothing where there are many classes and all have equally many. */
export async function countsFigure(dataset: Dataset): Promise<Figure | undefined> {
  const { title, classes, note, train, test } = dataset;
  const sizes = classSizes(train.labels, classes.length);
  const tests = classSizes(test.labels, classes.length);
  const isEqual = sizes.every((size) => size === sizes[0]);
  if (isEqual && classes.length > mostClasses) return undefined;
  const counts = classes.map((label, k) => ({ label, train: sizes[k]!, test: tests[k]! }));
  return classCounts(counts, { subtitle: sentences([title, note, countsNote(train)]) });
}

/** What is drawn of transforms. */
export interface TransformSheetOptions {
  readonly steps: readonly TransformStep[];
  readonly seed: number;
}

const originals = 8;
const draws = 6;

/** Some images, each before several showings of what transforms make of it. */
export async function transformSheet(
  dataset: Dataset,
  { steps, seed }: TransformSheetOptions,
): Promise<Figure> {
  const { title, classes } = dataset;
  const { set: train, kind } = shownPart(dataset);
  const count = Math.min(originals, train.count);
  const indices = Array.from({ length: count }, (_, place) => place);
  const before = pixelImagesOf(train, indices);
  const columns = Array.from({ length: draws }, (_, draw) =>
    changed(train, { steps, seed, indices, draw }),
  );
  const rows = indices.map((index, place) => ({
    label: classes[train.labels[index]!]!,
    images: [before[place]!, ...columns.map((column) => column[place]!)].map((image, column) => ({
      ...image,
      description: `${kind} image ${index}, ${column === 0 ? "as it is" : `showing ${column}`}`,
    })),
  }));
  const text = showTransforms(steps);
  return imageRows(rows, {
    id: "transforms",
    title: `${capitalised(title)}, changed by ${text}`,
    subtitle: `Left as they are, right as they are shown in ${draws} epochs${formatChange(train, steps)}`,
    caption: `Images before (left) and after ${text}, each drawn ${draws} times.`,
    headings: ["before", ...Array<string>(draws).fill("after")],
    apart: 1,
  });
}

/** What transforms change of the size or the channels of images. */
function formatChange(train: ImageSet, steps: readonly TransformStep[]): string {
  const { format } = makePipeline({ steps, format: train, seed: 0, stream: "show" });
  const [before, after] = [formatText(train), formatText(format)];
  return before === after ? "" : `: ${before} → ${after}`;
}

interface Showing extends TransformSheetOptions {
  readonly indices: readonly number[];
  readonly draw: number;
}

/** The images as transforms show them once, together as a batch. */
function changed(train: ImageSet, { steps, seed, indices, draw }: Showing) {
  const pipeline = makePipeline({ steps, format: train, seed, stream: "show" });
  const image = new Uint8Array(imageSize(train));
  const size = imageSize(pipeline.format);
  const images = new Uint8Array(indices.length * size);
  const placeOf = (place: number) => images.subarray(place * size, (place + 1) * size);
  const reader = openImages(train);
  try {
    for (const [place, index] of indices.entries()) {
      reader.read([index], image);
      pipeline.apply(image, placeOf(place), visitOf(draw, place));
    }
  } finally {
    reader.close();
  }
  pipeline.mix?.({ images, count: indices.length, step: draw });
  return indices.map((_, place) => pixelImageOf(placeOf(place), pipeline.format));
}
