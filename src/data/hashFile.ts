import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { codeOf } from "../core/codeOf.ts";
import { cannotRead } from "./cannotRead.ts";
import { reasonOf } from "./reasonOf.ts";

/** How to hash a file. */
export interface HashOptions {
  readonly algorithm: "sha256" | "md5";
  /** Hash what the gzip file holds, of which there may be so many bytes; default the file as it lies there. */
  readonly unpackAtMost?: number | undefined;
  /** Told how many of the file's bytes were read. */
  readonly onBytes?: ((done: number) => void) | undefined;
}

/** Units: bytes that were hashed; the digits are hexadecimal. */
export interface FileHash {
  readonly size: number;
  readonly digits: string;
}

/**
 * The hash of a file or of what it holds, read piece by piece: it may be larger than memory.
 *
 * @throws {DataError} when it cannot be read or unpacked, or holds more than it may
 */
export async function hashFile(path: string, options: HashOptions): Promise<FileHash> {
  const { algorithm, unpackAtMost, onBytes } = options;
  const hash = createHash(algorithm);
  const most = unpackAtMost ?? Number.POSITIVE_INFINITY;
  let size = 0;
  const into = new Writable({
    write(bytes: Buffer, _encoding, done) {
      size += bytes.length;
      hash.update(bytes);
      done(size > most ? new TooLarge() : null);
    },
  });
  let read = 0;
  const file = createReadStream(path, { highWaterMark: 2 ** 18 });
  file.on("data", (bytes) => {
    read += bytes.length;
    onBytes?.(read);
  });
  try {
    if (unpackAtMost === undefined) await pipeline(file, into);
    else await pipeline(file, createGunzip(), into);
  } catch (error) {
    throw cannotRead(path, faultOf(error, most), error);
  }
  return { size, digits: hash.digest("hex") };
}

class TooLarge extends Error {}

function faultOf(error: unknown, most: number): string {
  if (error instanceof TooLarge) return `it unpacks to more than ${most} bytes, needs at most that`;
  const isPacked = codeOf(error).startsWith("Z_");
  return `${reasonOf(error)}, needs a ${isPacked ? "whole gzip" : "readable"} file`;
}
