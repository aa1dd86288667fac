import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf } from "../../core/codeOf.ts";
import { DataError } from "../../core/errors.ts";
import type { StoredPlace } from "../../storage/safetensorsHeader.ts";
import { onDisk, sizeOf } from "../disk.ts";
import { journalBeginning, journalLine, type PackState, readJournal } from "./packJournal.ts";
import { journalOf, type OtherWork, partOf, sortOthers } from "./packPaths.ts";
import type { PackPlan } from "./packPlan.ts";
import { packedSize } from "./packSettings.ts";

/**
 * A packed file that is not finished: images are appended to `<path>.<key>.part`, and after each chunk a line to
 * `<path>.<key>.journal`, where the key stands for what is packed. Whatever ends the program, what the journal speaks of is
 * in the file. Two programs that pack the same write the same bytes to the same places; others do not share a file.
 */
export class PackFile {
  /** Where the finished file will be. */
  readonly path: string;
  /** Images that an earlier call had looked at. */
  readonly resumed: number;
  /** Whether an earlier call's beginning was thrown away, for images have changed since. */
  readonly beganAnew: boolean;
  /** What lies beside it of other images or settings. */
  readonly others: OtherWork;
  /** Where the unfinished file is. */
  readonly #partPath: string;
  readonly #plan: PackPlan;
  readonly #part: FileHandle;
  readonly #journal: FileHandle;
  #state: PackState;

  private constructor(plan: PackPlan, fields: OpenedFiles) {
    this.#plan = plan;
    this.path = fields.path;
    this.#partPath = partOf(fields.path, plan.key);
    this.#part = fields.part;
    this.#journal = fields.journal;
    this.#state = fields.state;
    this.resumed = fields.state.done;
    this.beganAnew = fields.beganAnew;
    this.others = fields.others;
  }

  /**
   * Goes on where an earlier call was ended, or begins.
   *
   * @throws {DataError} when the disk refuses
   */
  static async open(path: string, plan: PackPlan): Promise<PackFile> {
    return await onDisk(path, async () => {
      const { key, chunk, survey } = plan;
      const [partPath, journalPath] = [partOf(path, key), journalOf(path, key)];
      const others = await sortOthers(path, key);
      const written = await imagesIn(partPath, plan);
      const images = survey.images.length;
      const packing = `${key}, files of ${survey.changed}`;
      const before = await readJournal(journalPath, { packing, images, chunk, written });
      const beganAnew = before === undefined && written > 0;
      const state = before?.state ?? { done: 0, failures: [] };
      // What is in the file before the journal speaks of it does not count, nor does a file without a journal.
      const part = await open(partPath, before ? "r+" : "w+");
      try {
        const journal = await open(journalPath, "a");
        await journal.truncate(before?.end ?? 0);
        if (!before) await journal.writeFile(journalBeginning(packing));
        return new PackFile(plan, { path, part, journal, state, beganAnew, others });
      } catch (error) {
        await part.close();
        throw error;
      }
    });
  }

  /** How far it has come. */
  get state(): PackState {
    return this.#state;
  }

  /** Bytes that it takes so far. */
  get written(): number {
    return this.#state.done === 0 ? 0 : this.imagesEnd;
  }

  /** Where the last image ends, counted from the start of the file. Units: bytes */
  get imagesEnd(): number {
    const { done, failures } = this.#state;
    return this.#plan.headerSize + (done - failures.length) * packedSize(this.#plan.request);
  }

  /**
   * Writes the images of a chunk behind those that are there, and then that they are.
   *
   * @throws {DataError} when the disk is full or refuses
   */
  async append(images: Uint8Array, { done, failures }: PackState): Promise<void> {
    await this.#write(images, this.imagesEnd);
    await this.#attempt(async () => {
      await this.#part.datasync();
      await this.#journal.writeFile(journalLine({ done, failures }));
    });
    this.#state = { done, failures: [...this.#state.failures, ...failures] };
  }

  /**
   * Writes what follows the images; the file ends there.
   *
   * @throws {DataError} when the disk is full or refuses
   */
  async writeColumns(columns: readonly Uint8Array[]): Promise<void> {
    let from = this.imagesEnd;
    for (const bytes of columns) {
      await this.#write(bytes, from);
      from += bytes.length;
    }
    await this.#attempt(() => this.#part.truncate(from));
  }

  /**
   * Writes what comes before the images.
   *
   * @throws {DataError} when the disk is full or refuses
   */
  async writeHeader(header: Uint8Array): Promise<void> {
    await this.#write(header, 0);
    await this.#attempt(() => this.#part.sync());
  }

  /**
   * SHA-256 of what the file holds at these places, by their names: not of what was meant to be written.
   *
   * @throws {DataError} when the disk refuses
   */
  async hashesOf(places: readonly StoredPlace[]): Promise<Record<string, string>> {
    const hashes: Record<string, string> = {};
    const first = this.#plan.headerSize;
    for (const { name, begin, end } of places) {
      const hash = createHash("sha256");
      await this.#attempt(async () => {
        if (end > begin)
          for await (const bytes of this.#read(first + begin, first + end)) hash.update(bytes);
      });
      hashes[name] = hash.digest("hex");
    }
    return hashes;
  }

  #read(start: number, end: number): AsyncIterable<Uint8Array> {
    return this.#part.createReadStream({ start, end: end - 1, autoClose: false });
  }

  /**
   * Gives the file, which begins with this header, its name.
   *
   * @throws {DataError} when the disk refuses, or another program has begun to pack something else to the same path
   */
  async finish(header: Uint8Array): Promise<void> {
    let isGone = false;
    await this.#attempt(async () => {
      await rename(this.#partPath, this.path).catch((error: unknown) => {
        if (codeOf(error) !== "ENOENT") throw error;
        isGone = true;
      });
      await syncFolder(dirname(this.path));
    });
    // Another program may have packed the same at the same time, and been done first.
    if (isGone && !(await beginsWith(this.path, header))) {
      throw new DataError(
        `Cannot write "${this.path}": its unfinished file was removed meanwhile, needs no other program that packs to it`,
      );
    }
    await rm(journalOf(this.path, this.#plan.key), { force: true });
  }

  /** Leaves nothing behind, unless there is something to go on from. */
  async discardIfEmpty(): Promise<void> {
    if (this.#state.done === 0) await this.discard();
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await rm(this.#partPath, { force: true });
    await rm(journalOf(this.path, this.#plan.key), { force: true });
  }

  async close(): Promise<void> {
    await this.#part.close();
    await this.#journal.close();
  }

  async #write(bytes: Uint8Array, from: number): Promise<void> {
    await this.#attempt(async () => {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.#part.write(
          bytes,
          done,
          bytes.length - done,
          from + done,
        );
        done += bytesWritten;
      }
    });
  }

  async #attempt(write: () => Promise<void>): Promise<void> {
    await onDisk(this.path, write).catch(async (error: unknown) => {
      if (codeOf(error instanceof Error ? error.cause : error) !== "ENOSPC") throw error;
      const { done } = this.#state;
      await this.discardIfEmpty();
      const needed = this.#plan.size - this.written;
      const kept =
        done === 0
          ? "nothing was kept, and the same command begins anew"
          : `the ${done} images that are done were kept, and the same command goes on from there`;
      throw new DataError(
        `Cannot write "${this.path}": no space is left on the disk, needs ${needed} bytes more; ${kept}`,
        { cause: error },
      );
    });
  }
}

interface OpenedFiles {
  readonly path: string;
  readonly part: FileHandle;
  readonly journal: FileHandle;
  readonly state: PackState;
  readonly beganAnew: boolean;
  readonly others: OtherWork;
}

/** The most images that an unfinished file can hold, by its size. */
async function imagesIn(path: string, { headerSize, request }: PackPlan): Promise<number> {
  return Math.max(0, Math.floor(((await sizeOf(path)) - headerSize) / packedSize(request)));
}

async function beginsWith(path: string, bytes: Uint8Array): Promise<boolean> {
  const file = await open(path, "r").catch(() => undefined);
  try {
    const found = await file?.read(new Uint8Array(bytes.length), 0, bytes.length, 0);
    return found !== undefined && Buffer.compare(found.buffer, bytes) === 0;
  } finally {
    await file?.close();
  }
}

/** So that the new name outlives a power cut, on those systems that can do so. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
