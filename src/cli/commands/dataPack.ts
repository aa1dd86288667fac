import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import {
  keptShare,
  oneOf,
  resolveSettings,
  text,
  wholeNumber,
  wholeNumberWithin,
  yesOrNo,
} from "../../core/settings.ts";
import { sizeText } from "../../core/sizeText.ts";
import { isDataSetName } from "../../data/catalogue.ts";
import { dataFolders } from "../../data/folders.ts";
import { imageFolderOf } from "../../data/imageFolderOf.ts";
import { listImages } from "../../data/listings/listImages.ts";
import { defaultSplit } from "../../data/listings/splitListed.ts";
import type { DecodeProcesses } from "../../data/pack/decodeProcesses.ts";
import { packedPath } from "../../data/pack/findPacked.ts";
import type { PackResult } from "../../data/pack/packImages.ts";
import { fits } from "../../data/pack/packSettings.ts";
import { readTarget } from "../../data/pack/packTarget.ts";
import type { Call, Command } from "../command.ts";
import { Interruption, interruptible } from "../interruptible.ts";
import { makePackProgress } from "../progress/packProgress.ts";

const keys = {
  size: wholeNumberWithin([1, 4096], 64, "height and width of the packed images, in pixels"),
  fit: oneOf(
    fits,
    "crop: shorter side to size, middle kept; stretch: both sides to size; pad: longer side to size, black added",
  ),
  channels: oneOf(["3", "1"], "3: colour; 1: grey"),
  name: text("", "what the data set is to be called; by default as the folder"),
  title: text("", "what tables and pictures call it; by default as its listing does"),
  to: text("", "the file to write; by default packed/<name>-<size>.safetensors in the data folder"),
  replace: yesOrNo(false, "replace a packed file of other images or settings"),
  testShare: keptShare(
    defaultSplit.testShare,
    "share of each class to test with, at least one image, where the folder has none to test with",
  ),
  splitSeed: wholeNumber(0, defaultSplit.seed, "which random share to test with"),
  workers: wholeNumber(1, Math.max(4, availableParallelism()), "images decoded beside each other"),
};

/** Decodes the images of a folder once, into one file of images of one size. */
export const dataPack: Command = {
  keys,
  async run(call) {
    const folder = namedFolder(call);
    const settings = resolveSettings("data pack", keys, { given: call.given });
    const { size, fit, channels, name, title, to, replace, workers, testShare, splitSeed } =
      settings;
    const stem =
      checkedName(name) || nameOf(isDataSetName(call.target ?? "") ? call.target! : folder);
    const path = to ? resolve(checkedTo(to)) : packedPath(stem, size);
    await readTarget(path);
    const began = performance.now();
    const { packImages } = await import("../../data/pack/packImages.ts");
    const progress = await makePackProgress(process.stderr);
    try {
      const listing = await listImages(folder, { testShare, seed: splitSeed });
      const request = {
        ...{ folder, listing, size, fit },
        channels: channels === "3" ? (3 as const) : (1 as const),
        name: `${stem}-${size}`,
        title: title || listing.title,
      };
      const result = await withDecoder(workers, (decode) =>
        interruptible(call.note, (signal) =>
          packImages(request, {
            ...{ to: path, replace, workers, decode, signal },
            onProgress: progress.update,
          }),
        ),
      ).catch((error: unknown) => {
        if (error instanceof Interruption)
          call.note("What is done is kept: the same command goes on from there");
        throw error;
      });
      progress.stop();
      const seconds = (performance.now() - began) / 1000;
      tellOddities(result, call.note);
      return { json: { ...result, seconds }, text: textOf(result, { seconds, to }) };
    } finally {
      progress.stop();
    }
  },
};

/** Images that one process decodes beside each other. */
const threads = 4;

/** Decoding in this process where its threads are enough, else in as many as are needed. */
async function withDecoder<Result>(
  workers: number,
  work: (decode: DecodeProcesses["decode"]) => Promise<Result>,
): Promise<Result> {
  if (workers <= threads) {
    const { decodeFiles } = await import("../../data/pack/decodeFiles.ts");
    return work(decodeFiles);
  }
  const { startDecodeProcesses } = await import("../../data/pack/decodeProcesses.ts");
  const processes = startDecodeProcesses(Math.ceil(workers / threads));
  try {
    return await work(processes.decode);
  } finally {
    processes.close();
  }
}

/** The folder that is meant: that of a data set of the catalogue, a path, or the name of a folder in one of the data folders. */
function namedFolder({ target }: Call): string {
  if (target === undefined) {
    throw new UsageError(
      `Cannot run "data pack": no folder was named, needs one that holds images`,
    );
  }
  const known = imageFolderOf(target);
  if (known !== undefined) return known;
  const candidates = [target, ...dataFolders().map((root) => join(root, target))];
  const found = candidates.find((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  if (found !== undefined) return resolve(found);
  const places = dataFolders().map((root) => `"${root}"`);
  throw new UsageError(
    `Cannot pack "${target}": there is no such folder, needs the path of one, or the name of one in ${places.join(" or ")}`,
  );
}

/** A name that needs no quotes anywhere. */
function checkedName(given: string): string {
  const name = given.normalize("NFC").trim().replace(/\s+/g, "-");
  if (/^[\p{L}\p{M}\p{N}_.-]*$/u.test(name) && !name.startsWith(".")) return name;
  throw new UsageError(
    `Cannot set name of "data pack": "${given}" was given, needs letters, digits and hyphens`,
  );
}

/** By its ending a packed file is known where `data=` names it. */
function checkedTo(to: string): string {
  if (to.endsWith(".safetensors")) return to;
  throw new UsageError(
    `Cannot set to of "data pack": "${to}" was given, needs a path that ends in .safetensors`,
  );
}

/** Small letters of any script, digits and hyphens: a name that needs no quotes anywhere. */
function nameOf(folder: string): string {
  const plain = basename(folder)
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return plain || "images";
}

/** What was not packed is said on stderr, where also those read it who keep only results. */
function tellOddities(result: PackResult, note: Call["note"]): void {
  const { manifest, beganAnew, others, resumed, replaced, path, otherFormats } = result;
  if (replaced) note(`Replaced "${path}", which was packed before`);
  if (beganAnew) note("Began anew: images have changed since an earlier call");
  for (const part of others.kept)
    note(`Left "${part}" as it is: unfinished work of other images or settings`);
  for (const part of others.discarded)
    note(`Deleted "${part}": work of other images or settings, unfinished for a week`);
  if (resumed > 0)
    note(`Went on after ${resumed.toLocaleString("en-US")} images of an earlier call`);
  const { count, first } = manifest.skipped;
  if (count > 0) {
    const what = count === 1 ? "1 image could" : `${show(count)} images could`;
    note(`${what} not be read and ${count === 1 ? "was" : "were"} left out:`);
    const named = first.slice(0, 10);
    for (const { path, reason } of named) note(`  ${JSON.stringify(path)}: ${reason}`);
    if (count > named.length) note(`  and ${show(count - named.length)} more`);
  }
  const { length } = otherFormats;
  if (length === 0) return;
  note(`${length === 1 ? "1 file is" : `${show(length)} files are`} not JPEG, PNG or WebP:`);
  for (const path of otherFormats.slice(0, 10)) note(`  ${JSON.stringify(path)}`);
  if (length > 10) note(`  and ${show(length - 10)} more`);
}

const show = (count: number) => count.toLocaleString("en-US");

function textOf(
  { path, manifest, size, wasThere, otherFormats }: PackResult,
  { seconds, to }: { readonly seconds: number; readonly to: string },
): string {
  const { splits, skipped, classes } = manifest;
  const counts = Object.entries(splits).map(([split, { count }]) => `${show(count)} ${split}`);
  const others =
    otherFormats.length === 0 ? "" : `, ${show(otherFormats.length)} not JPEG, PNG or WebP`;
  const did = wasThere ? "was there already" : `packed in ${seconds.toFixed(1)} s`;
  return [
    `${path} ${did}: ${counts.join(", ")} images of ${classes.length} classes, ${skipped.count} left out${others}, ${sizeText(size)}`,
    `\`data=${to ? path : basename(path, ".safetensors")}\` uses it`,
  ].join("\n");
}
