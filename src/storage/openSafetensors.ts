import { type FileHandle, open } from "node:fs/promises";
import { bytesOf } from "../core/bytesOf.ts";
import { codeOf } from "../core/codeOf.ts";
import { DataError } from "../core/errors.ts";
import { sizeOf } from "../core/shape.ts";
import {
  headerLength,
  parseHeader,
  prefixSize,
  type SafetensorsHeader,
  type StoredPlace,
} from "./safetensorsHeader.ts";
import { storageErrorOf } from "./storageError.ts";
import { decodeFloats, storedBytes } from "./storedDtype.ts";

/** Bytes that are read at a time where elements have to be converted. Units: bytes */
const chunkSize = 1 << 20;

/** The most that Node reads at once is a little less than 2 GiB. Units: bytes */
const longestRead = 2 ** 30;

/** A safetensors file of which only the header has been read; its tensors are read one by one. */
export class SafetensorsFile {
  readonly path: string;
  /** The tensors by name. */
  readonly places: ReadonlyMap<string, StoredPlace>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly #file: FileHandle;
  /** Where the elements begin. */
  readonly #first: number;

  constructor(file: FileHandle, path: string, header: SafetensorsHeader & { first: number }) {
    this.path = path;
    this.places = new Map(header.places.map((place) => [place.name, place]));
    this.metadata = header.metadata;
    this.#file = file;
    this.#first = header.first;
  }

  /**
   * Fills `out` with the elements of a tensor, each as the nearest float32, and tells whether all of them are what the
   * file holds, to the last bit.
   *
   * @throws {DataError} when the file has no such tensor, or has become shorter
   * @throws {StorageError} when it cannot be read
   */
  async readFloats(name: string, out: Float32Array): Promise<boolean> {
    const place = this.places.get(name);
    if (!place || sizeOf(place.shape) !== out.length) {
      const found = place ? `it has ${sizeOf(place.shape)} elements` : "there is none";
      throw new DataError(
        `Cannot read "${name}" of "${this.path}": ${found}, needs ${out.length} elements`,
      );
    }
    if (place.dtype === "F32") {
      await this.#fill(bytesOf(out), place.begin);
      return true;
    }
    const step = storedBytes(place.dtype);
    const chunk = new Uint8Array(Math.min(chunkSize, place.end - place.begin));
    let exact = true;
    for (let from = 0; from < out.length; from += chunk.length / step) {
      const part = out.subarray(from, from + chunk.length / step);
      const bytes = chunk.subarray(0, part.length * step);
      await this.#fill(bytes, place.begin + from * step);
      exact = decodeFloats(place.dtype, bytes, part) && exact;
    }
    return exact;
  }

  /**
   * The bytes of a tensor, as they lie in the file.
   *
   * @throws {DataError} when the file has no such tensor, or has become shorter
   * @throws {StorageError} when it cannot be read
   */
  async readBytes(name: string): Promise<Uint8Array> {
    const { begin, end } = this.#placeOf(name);
    const bytes = new Uint8Array(end - begin);
    await this.#fill(bytes, begin);
    return bytes;
  }

  /**
   * The bytes of a tensor piece by piece, each only valid until the next is asked for.
   *
   * @throws {DataError} when the file has no such tensor, or has become shorter
   * @throws {StorageError} when it cannot be read
   */
  async *chunksOf(name: string): AsyncGenerator<Uint8Array> {
    const { begin, end } = this.#placeOf(name);
    const chunk = new Uint8Array(Math.min(chunkSize, end - begin));
    for (let from = begin; from < end; from += chunk.length) {
      const bytes = chunk.subarray(0, Math.min(chunk.length, end - from));
      await this.#fill(bytes, from);
      yield bytes;
    }
  }

  /**
   * Where a tensor begins, counted from the start of the file.
   *
   * Units: bytes
   * @throws {DataError} when the file has no such tensor
   */
  offsetOf(name: string): number {
    return this.#first + this.#placeOf(name).begin;
  }

  #placeOf(name: string): StoredPlace {
    const place = this.places.get(name);
    if (place) return place;
    throw new DataError(`Cannot read "${name}" of "${this.path}": there is none, needs it`);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #fill(bytes: Uint8Array, from: number): Promise<void> {
    await readFully(this.#file, { bytes, from: this.#first + from, path: this.path });
  }
}

/**
 * Opens a safetensors file and reads its header. Nothing is believed unchecked, and no memory taken that the file's
 * size does not vouch for.
 *
 * @throws {StorageError} when the file cannot be read
 * @throws {DataError} when it is missing or no safetensors file, or holds element types that cannot be read
 * @source https://github.com/huggingface/safetensors, section "Format"
 */
export async function openSafetensors(path: string): Promise<SafetensorsFile> {
  const file = await open(path, "r").catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT") throw storageErrorOf(error, "read", path);
    throw new DataError(`Cannot read "${path}": it does not exist, needs a safetensors file`);
  });
  try {
    const { size } = await file.stat();
    const prefix = new Uint8Array(Math.min(prefixSize, size));
    await readFully(file, { bytes: prefix, from: 0, path });
    const text = new Uint8Array(headerLength(prefix, size, path));
    await readFully(file, { bytes: text, from: prefixSize, path });
    const first = prefixSize + text.length;
    return new SafetensorsFile(file, path, { ...parseHeader(text, size - first, path), first });
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface Reading {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly path: string;
}

/** Fills `bytes`; a system may give less at a time than it is asked for. */
async function readFully(file: FileHandle, { bytes, from, path }: Reading): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file
      .read(bytes, done, Math.min(longestRead, bytes.length - done), from + done)
      .catch((error: unknown) => {
        throw storageErrorOf(error, "read", path);
      });
    if (bytesRead === 0) {
      const { size } = await file.stat();
      throw new DataError(
        `Cannot read "${path}": it ends at ${size} bytes, needs ${from + bytes.length}`,
      );
    }
    done += bytesRead;
  }
}
