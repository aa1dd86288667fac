import { pngDataUri } from "../png.ts";
import { squareDomains } from "../squareDomains.ts";
import type { Scatter, ScatterPicture } from "./scatter.ts";
import { spriteSheet } from "./spriteSheet.ts";

/** A scatter as it lies in a page: what is the same in several pictures lies there once. */
export interface ScatterData {
  readonly classes: readonly string[];
  /** Shape: [N] */
  readonly labels: readonly number[];
  readonly sheet: ScatterSheet;
  readonly choices: readonly ScatterChoice[];
  readonly pictures: readonly ScatterDataPicture[];
  /** 16-bit numbers without sign, low byte first, in base64. */
  readonly numbers: readonly string[];
}

/** The images, in one. */
export interface ScatterSheet {
  readonly href: string;
  /** Images in a row. */
  readonly columns: number;
  /** Of one image, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** What a reader may choose, in the order of the pictures. */
export interface ScatterChoice {
  readonly name: string;
  readonly values: readonly string[];
}

/** A picture whose numbers lie elsewhere. */
export interface ScatterDataPicture {
  /** For each choice, the place of its value. */
  readonly chosen: readonly number[];
  readonly epoch: number;
  /** Place of the positions: x and y from 0, upper left, to 65,535, lower right. Shape: [N, 2] */
  readonly positions: number;
  /** Place of the answers. Shape: [N] */
  readonly answers?: number;
  readonly note?: string;
}

const most = 0xffff;

/** The data of a page for a scatter that was checked. */
export function scatterData({ classes, labels, images, pictures }: Scatter): ScatterData {
  const choices = choicesOf(pictures);
  const numbers = new Map<string, number>();
  const placeOf = (values: Uint16Array) => {
    const text = textOf(values);
    if (!numbers.has(text)) numbers.set(text, numbers.size);
    return numbers.get(text)!;
  };
  const { columns, ...sheet } = spriteSheet(images);
  const { width, height } = images[0]!;
  return {
    classes,
    labels: Array.from(labels),
    sheet: { href: pngDataUri(sheet), columns, width, height },
    choices,
    pictures: pictures.map(({ choices: own, epoch, positions, answers, note }) => ({
      chosen: choices.map(({ name, values }) => values.indexOf(own[name]!)),
      epoch,
      positions: placeOf(placesOf(positions)),
      ...(answers ? { answers: placeOf(Uint16Array.from(answers)) } : {}),
      ...(note === undefined ? {} : { note }),
    })),
    numbers: [...numbers.keys()],
  };
}

/** What can be chosen, with all values in the order in which they come. */
function choicesOf(pictures: readonly ScatterPicture[]): ScatterChoice[] {
  return Object.keys(pictures[0]!.choices).map((name) => ({
    name,
    values: [...new Set(pictures.map(({ choices }) => choices[name]!))],
  }));
}

/** In whole steps of the square around the picture; y grows downwards. */
function placesOf(positions: ArrayLike<number>): Uint16Array {
  const domains = squareDomains(positions);
  return Uint16Array.from(positions, (value, at) => {
    const [low, high] = domains[at % 2]!;
    const share = (value - low) / (high - low);
    return Math.round(most * (at % 2 === 0 ? share : 1 - share));
  });
}

function textOf(values: Uint16Array): string {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, at) => {
    bytes.writeUInt16LE(value, 2 * at);
  });
  return bytes.toString("base64");
}
