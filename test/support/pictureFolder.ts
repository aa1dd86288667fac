import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import type { ImageListing, ListedImage } from "../../src/data/listings/imageListing.ts";

/** A new folder below the system's temporary one. */
export function makeTemporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "learnscope-pack-"));
}

/** A PNG file of one colour. */
export function plainPng(
  [r, g, b]: readonly [number, number, number],
  [width, height]: readonly [number, number] = [4, 4],
): Promise<Buffer> {
  const create = { width, height, channels: 3 as const, background: { r, g, b } };
  return sharp({ create }).png().toBuffer();
}

/** Writes a file of a folder, and the folders on the way to it. */
export function writeInto(folder: string, path: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}

/** The red of a picture's colour says which of its split and class it is. */
export interface PictureFolder {
  readonly folder: string;
  readonly listing: ImageListing;
}

/**
 * Writes pictures of one colour each, of two classes "0" and "1": of picture i of label k of split s the colour is
 * (i, k, s). Each has a concept "parity", whether i is even or odd.
 */
export async function makePictureFolder(perClass: number): Promise<PictureFolder> {
  const folder = makeTemporaryFolder();
  const list = async (split: "train" | "test", blue: number) => {
    const images: ListedImage[] = [];
    for (const label of [0, 1]) {
      for (let i = 0; i < perClass; i++) {
        const path = `${split}/${label}/${i}.png`;
        writeInto(folder, path, await plainPng([i, label, blue]));
        images.push({ path, label, concepts: { parity: i % 2 } });
      }
    }
    return images;
  };
  const listing: ImageListing = {
    title: "Pictures",
    classes: ["zero", "one"],
    concepts: [{ name: "parity", values: ["even", "odd"] }],
    splits: { train: await list("train", 0), validation: [], test: await list("test", 9) },
    note: "",
  };
  return { folder, listing };
}
