import type { Normalisation } from "../core/normalisation.ts";
import type { Dataset } from "../data/dataset.ts";
import { type ImageSet, imageSize } from "../data/imageSet.ts";
import { pixelStatistics } from "../data/pixelStatistics.ts";
import { firstExamples } from "../data/selectExamples.ts";
import { classSizes } from "../data/selection/classSizes.ts";
import { formatText, shownPart } from "./datasetFigures.ts";
import { textTable } from "./textTable.ts";

/** What `data show` says of a data set, for programs. */
export interface DatasetSummary {
  readonly name: string;
  readonly title: string;
  readonly note: string;
  readonly counts: { readonly train: number; readonly validation: number; readonly test: number };
  readonly format: { readonly channels: number; readonly height: number; readonly width: number };
  readonly classes: readonly {
    readonly name: string;
    readonly train: number;
    readonly test: number;
  }[];
  /** Of the training images, or of the test images where there are no others. Units: fractions of 1, the largest pixel value */
  readonly statistics: Normalisation;
  /** How many images were measured for them: all, or the first of a large set. */
  readonly measured: number;
  /** The constants that are published for these data. */
  readonly published: Normalisation | null;
  readonly concepts: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** Training images whose labels are false. */
  readonly falseLabels: number;
}

/** More than this is not read to be measured. Units: bytes */
const mostMeasured = 2 ** 31;

/**
 * Counts and measures a data set; images in a file are read a few at a time.
 *
 * @throws {DataError} when images are in a file that cannot be read
 */
export function summaryOf(dataset: Dataset): DatasetSummary {
  const { name, title, note, classes, train, validation, test, concepts = [] } = dataset;
  const sizesOf = (set: ImageSet) => classSizes(set.labels, classes.length);
  const [trainSizes, testSizes] = [sizesOf(train), sizesOf(test)];
  const { channels, height, width } = train;
  const shown = shownPart(dataset).set;
  const measured = firstExamples(shown, Math.floor(mostMeasured / imageSize(shown)));
  return {
    name,
    title,
    note,
    counts: { train: train.count, validation: validation?.count ?? 0, test: test.count },
    format: { channels, height, width },
    classes: classes.map((own, k) => ({ name: own, train: trainSizes[k]!, test: testSizes[k]! })),
    statistics: pixelStatistics(measured),
    measured: measured.count,
    published: dataset.normalisation ?? null,
    concepts: concepts.map(({ name: own, values }) => ({ name: own, values })),
    falseLabels: train.noise?.isNoisy.reduce((sum, one) => sum + one, 0) ?? 0,
  };
}

/** Classes that are listed one by one. */
const mostListed = 20;

/** The summary for people. */
export function summaryText(summary: DatasetSummary, train: ImageSet): string {
  const { name, title, note, counts, classes, concepts, falseLabels } = summary;
  const show = (count: number) => count.toLocaleString("en-US");
  const parts = [
    `${show(counts.train)} training`,
    ...(counts.validation > 0 ? [`${show(counts.validation)} validation`] : []),
    `${show(counts.test)} test images`,
  ];
  const listed = classes.slice(0, mostListed);
  const rows = listed.map((one, label) => [label, one.name, one.train, one.test]);
  const rest = classes.length - listed.length;
  return [
    `${name}: ${title}`,
    `${parts.join(", ")}; ${formatText(train)}; ${classes.length} classes`,
    ...(note === "" ? [] : [note]),
    "",
    ...statisticsLines(summary),
    ...concepts.map((concept) => `concept ${concept.name}: ${fewOf(concept.values)}`),
    ...(falseLabels > 0 ? [`${show(falseLabels)} training labels are false`] : []),
    "",
    textTable({ columns: ["label", "class", "train", "test"], rows }),
    ...(rest > 0 ? [`and ${show(rest)} more classes`] : []),
  ].join("\n");
}

function statisticsLines({ statistics, measured, counts, published }: DatasetSummary): string[] {
  const isPart = measured < (counts.train || counts.test);
  const of = isPart ? `, of the first ${measured.toLocaleString("en-US")}` : "";
  const show = (numbers: readonly number[]) =>
    numbers.map((number) => number.toFixed(4)).join(", ");
  const line = (what: string, { mean, deviation }: Normalisation) =>
    `${what}  mean ${show(mean)}  deviation ${show(deviation)}`;
  return [
    line(`pixels, from 0 to 1${of}: `, statistics),
    ...(published ? [line("published constants: ", published)] : []),
  ];
}

/** The first of many values, and how many there are. */
function fewOf(values: readonly string[]): string {
  const few = values.slice(0, 12).join(", ");
  return values.length > 12 ? `${few}, … (${values.length} values)` : few;
}
