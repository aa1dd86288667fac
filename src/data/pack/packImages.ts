import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { DataError } from "../../core/errors.ts";
import { freeSpaceOf } from "../../storage/freeSpace.ts";
import { lockFile } from "../../storage/lockFile.ts";
import { onDisk } from "../disk.ts";
import { type DecodedFiles, type DecodeRequest, decodeFiles } from "./decodeFiles.ts";
import { finishPack } from "./finishPack.ts";
import { PackFile } from "./packFile.ts";
import type { PackState } from "./packJournal.ts";
import type { PackManifest } from "./packManifest.ts";
import { lockOf, type OtherWork } from "./packPaths.ts";
import { type PackPlan, type PackRequest, planPack } from "./packPlan.ts";
import { checkReplaces, readTarget } from "./packTarget.ts";

/** How far packing is. */
export interface PackProgress {
  readonly stage: "looking" | "decoding" | "checking";
  /** Images, of which there are `of`. */
  readonly done: number;
  readonly of: number;
  readonly skipped: number;
}

/** Where images are packed to, and how. */
export interface PackOptions {
  /** The path of the packed file; unfinished, a key and `.part` stand behind its name. */
  readonly to: string;
  /** Images that are decoded beside each other. */
  readonly workers: number;
  /** Decodes in place of `decodeFiles`, such as in other processes. */
  readonly decode?: (request: DecodeRequest) => Promise<DecodedFiles>;
  /** Whether a packed file of other images or settings may be replaced; default no. */
  readonly replace?: boolean;
  /** Bytes that are free where a folder lies. */
  readonly freeSpace?: (folder: string) => Promise<number>;
  readonly onProgress?: (progress: PackProgress) => void;
  /** Ends packing after the present chunk; the next call goes on from there. */
  readonly signal?: AbortSignal;
}

/** What packing brought. */
export interface PackResult {
  readonly path: string;
  /** Whether the file was there already, made of the same images in the same way. */
  readonly wasThere: boolean;
  /** Images that an earlier call had packed before it was ended. */
  readonly resumed: number;
  /** Whether there was a beginning that was thrown away, for images have changed since. */
  readonly beganAnew: boolean;
  /** Unfinished work of other images or settings under the same name. */
  readonly others: OtherWork;
  /** Whether a packed file of that name was replaced. */
  readonly replaced: boolean;
  /** Files among the images that are images of formats which are not read; in order. */
  readonly otherFormats: readonly string[];
  readonly manifest: PackManifest;
  /** Units: bytes */
  readonly size: number;
}

/**
 * Decodes all images of a listing into one safetensors file. The same images and settings give the same bytes, however
 * many are decoded beside each other and however often packing was ended and called again. An image that cannot be
 * decoded is left out, counted and named.
 *
 * Shape: `<split>/images` [N, C, size, size] of bytes, `<split>/labels` [N], `<split>/concept/<name>` [N], and
 * `<split>/names`, a path a line
 * @throws {UsageError} when something else lies where the file is to be
 * @throws {DataError} when no image of a split, or of a class to train with, can be read, files vanish meanwhile, another
 * process packs to the same path, or the disk is full or refuses
 */
export async function packImages(request: PackRequest, options: PackOptions): Promise<PackResult> {
  const { to, onProgress } = options;
  const of = Object.values(request.listing.splits).reduce((sum, split) => sum + split.length, 0);
  if (of === 0) {
    throw new DataError(`Cannot pack "${request.folder}": it holds no images, needs at least one`);
  }
  onProgress?.({ stage: "looking", done: 0, of, skipped: 0 });
  const there = await readTarget(to);
  const plan = await planPack(request);
  if (there && (await isCurrent(to, there, plan))) {
    const { size } = await stat(to);
    const { otherFormats = [] } = request.listing;
    const nothing = { resumed: 0, beganAnew: false, others: { kept: [], discarded: [] } };
    return {
      ...{ path: to, wasThere: true, ...nothing, replaced: false },
      ...{ otherFormats, manifest: there, size },
    };
  }
  if (there && !options.replace) checkReplaces(to, there, plan);
  await onDisk(to, () => mkdir(dirname(to), { recursive: true }));
  const work = { refusal: `Cannot pack to "${to}"`, doing: "packing it" };
  const unlock = await lockFile(lockOf(to), work);
  try {
    return await packInto(plan, there !== undefined, options);
  } finally {
    await unlock();
  }
}

async function packInto(
  plan: PackPlan,
  replaced: boolean,
  options: PackOptions,
): Promise<PackResult> {
  const { to, onProgress } = options;
  const file = await PackFile.open(to, plan);
  try {
    await checkSpace(plan, file, options);
    const { resumed, beganAnew, others } = file;
    await decodeAll(plan, file, options);
    const of = plan.survey.images.length;
    onProgress?.({ stage: "checking", done: of, of, skipped: file.state.failures.length });
    const { manifest, size } = await finishPack(plan, file);
    const { otherFormats = [] } = plan.request.listing;
    return {
      ...{ path: to, wasThere: false, resumed, beganAnew, others, replaced },
      ...{ otherFormats, manifest, size },
    };
  } finally {
    await file.close();
  }
}

/** Whether the finished file at `path` is what would be packed now. */
async function isCurrent(
  path: string,
  there: PackManifest,
  { manifest, survey }: PackPlan,
): Promise<boolean> {
  const { splits, skipped, tensors } = manifest;
  const isSame =
    JSON.stringify({ ...there, splits, skipped, tensors }) === JSON.stringify(manifest);
  return isSame && (await stat(path)).mtimeMs >= survey.changed;
}

/** Better before hours of work than after. */
async function checkSpace(plan: PackPlan, file: PackFile, options: PackOptions): Promise<void> {
  const { to, freeSpace = freeSpaceOf } = options;
  const needed = plan.size - file.written;
  const free = await freeSpace(dirname(to));
  if (free >= needed) return;
  await file.discardIfEmpty();
  throw new DataError(
    `Cannot write "${to}": ${free} bytes are free on its disk, needs ${needed}; \`to=\` names a file elsewhere`,
  );
}

/** A chunk is decoded while the one before is written. */
async function decodeAll(plan: PackPlan, file: PackFile, options: PackOptions): Promise<void> {
  const { request, survey, chunk } = plan;
  const { workers: inFlight, decode = decodeFiles, onProgress, signal } = options;
  const of = survey.images.length;
  let skipped = file.state.failures.length;
  let writing: Promise<void> = Promise.resolve();
  const report = (done: number) => onProgress?.({ stage: "decoding", done, of, skipped });
  report(file.state.done);
  try {
    for (let from = file.state.done; from < of; from += chunk) {
      signal?.throwIfAborted();
      const files = survey.images.slice(from, from + chunk);
      const { folder } = request;
      const decoding = decode({ folder, files, settings: request, inFlight });
      const [decoded] = await Promise.all([decoding, writing]);
      skipped += decoded.failures.length;
      const done = from + files.length;
      writing = file.append(decoded.images, shifted(decoded, { from, done }));
      // Whether it fails is asked for at the next chunk, or at the end.
      writing.catch(() => undefined);
      report(done);
    }
  } finally {
    await writing;
  }
}

function shifted({ failures }: DecodedFiles, place: { from: number; done: number }): PackState {
  const moved = failures.map(([index, reason]) => [place.from + index, reason] as const);
  return { done: place.done, failures: moved };
}
