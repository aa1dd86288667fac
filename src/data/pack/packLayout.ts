import type { StoredPlace } from "../../storage/safetensorsHeader.ts";
import type { Concept } from "../dataset.ts";
import type { Split } from "../listings/imageListing.ts";
import { type PackSettings, packedSize } from "./packSettings.ts";
import type { Survey, SurveyedImage } from "./surveyImages.ts";

/** The images of one split that made it into the file. */
export interface KeptSplit {
  readonly split: Split;
  readonly images: readonly SurveyedImage[];
}

/**
 * What each split keeps when the images with the given indices are left out.
 */
export function keptSplits({ images, listed }: Survey, left: ReadonlySet<number>): KeptSplit[] {
  let from = 0;
  return [...listed].map(([split, count]) => {
    const first = from;
    from += count;
    const inSplit = images.slice(first, from);
    return { split, images: inSplit.filter((_, index) => !left.has(first + index)) };
  });
}

/** A tensor that follows the images, with its bytes. */
export interface PackedColumn {
  readonly name: string;
  readonly dtype: "U8" | "I32";
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** The tensors that follow the images: paths, labels, concepts. The numbers begin at a multiple of 4 bytes. */
export function columnsOf(
  splits: readonly KeptSplit[],
  concepts: readonly Concept[],
  imageBytes: number,
): PackedColumn[] {
  const names = splits.map(({ split, images }) => namesOf(split, images));
  const size = names.reduce((sum, { bytes }) => sum + bytes.length, imageBytes);
  const last = names.at(-1);
  if (last) names[names.length - 1] = withEmptyLines(last, -size & 3);
  const numbers = splits.flatMap(({ split, images }) => [
    numbersOf(`${split}/labels`, images, ({ label }) => label),
    ...concepts.map(({ name }) =>
      numbersOf(`${split}/concept/${name}`, images, (image) => image.concepts?.[name] ?? 0),
    ),
  ]);
  return [...names, ...numbers];
}

/** A path a line. */
function namesOf(split: string, images: readonly SurveyedImage[]): PackedColumn {
  const bytes = new TextEncoder().encode(images.map(({ path }) => `${path}\n`).join(""));
  return { name: `${split}/names`, dtype: "U8", count: bytes.length, bytes };
}

function withEmptyLines({ bytes, ...column }: PackedColumn, count: number): PackedColumn {
  const longer = new Uint8Array(bytes.length + count).fill("\n".charCodeAt(0));
  longer.set(bytes);
  return { ...column, bytes: longer, count: longer.length };
}

function numbersOf(
  name: string,
  images: readonly SurveyedImage[],
  numberOf: (image: SurveyedImage) => number,
): PackedColumn {
  const bytes = new Uint8Array(4 * images.length);
  const view = new DataView(bytes.buffer);
  for (const [index, image] of images.entries()) view.setInt32(4 * index, numberOf(image), true);
  return { name, dtype: "I32", count: images.length, bytes };
}

/** Where all tensors lie, the images of all splits first. */
export function placesOf(
  splits: readonly KeptSplit[],
  columns: readonly PackedColumn[],
  settings: PackSettings,
): StoredPlace[] {
  const { size, channels } = settings;
  const places: StoredPlace[] = [];
  const add = (place: Omit<StoredPlace, "begin" | "end">, bytes: number) => {
    const begin = places.at(-1)?.end ?? 0;
    places.push({ ...place, begin, end: begin + bytes });
  };
  for (const { split, images } of splits) {
    const shape = [images.length, channels, size, size];
    add({ name: `${split}/images`, dtype: "U8", shape }, images.length * packedSize(settings));
  }
  for (const { name, dtype, count, bytes } of columns) {
    add({ name, dtype, shape: [count] }, bytes.length);
  }
  return places;
}
