import { Parser, type ReadEntry } from "tar";
import { DataError } from "../../core/errors.ts";
import { cannotRead } from "../cannotRead.ts";
import { isGzip } from "../isGzip.ts";
import { reasonOf } from "../reasonOf.ts";
import type { ArchiveEntry } from "./archiveEntry.ts";

/**
 * The entries of a tar archive in their order, of which `source` gives the bytes, not packed; `path` is for messages.
 *
 * @throws {DataError} when the bytes are no whole tar archive
 * @source IEEE Std 1003.1-2017, pax, "ustar Interchange Format"
 */
export async function* tarEntries(
  source: AsyncIterable<Uint8Array>,
  path: string,
): AsyncGenerator<ArchiveEntry> {
  const feed = feedOf(source, path);
  try {
    for (let entry = await feed.next(); entry; entry = await feed.next()) {
      yield {
        name: entry.path,
        kind: kindOf(entry),
        contents: () => feed.contentsOf(entry),
      };
      // What nobody has read is in the way of the next entry.
      for await (const _ of feed.contentsOf(entry));
    }
  } finally {
    await feed.close();
  }
}

interface Feed {
  next(): Promise<ReadEntry | undefined>;
  contentsOf(entry: ReadEntry): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/** What may follow the end of an archive; tar itself fills up to 10 KiB. Units: bytes */
const longestFilling = 2 ** 24;

/** A parser that gets bytes only when there is nothing left to take from it, so that it never holds more than a piece. */
function feedOf(source: AsyncIterable<Uint8Array>, path: string): Feed {
  const bytes = source[Symbol.asyncIterator]();
  const found: ReadEntry[] = [];
  let state: "entries" | "filling" | "end" = "entries";
  let filling = 0;
  let isFirst = true;
  let problem: unknown;
  const parser = new Parser({ strict: true, brotli: false, zstd: false });
  parser.on("entry", (entry: ReadEntry) => found.push(entry));
  parser.on("ignoredEntry", (entry: ReadEntry) => found.push(entry));
  parser.on("eof", () => {
    state = "filling";
  });
  parser.on("error", ({ message }: Error) => {
    problem ??= new Error(ownWords(message));
  });

  async function more(): Promise<void> {
    try {
      const { value, done } = await bytes.next();
      if (done) end();
      // The parser would unpack such bytes by itself, and without bounds.
      else if (isFirst && isGzip(value)) problem = new Error("it is packed twice");
      else if (state === "entries") parser.write(asBuffer(value));
      else filling += value.length;
      isFirst = false;
    } catch (error) {
      problem ??= error;
    }
    if (filling > longestFilling) problem ??= new Error("it goes on behind its end");
    if (problem instanceof DataError) throw problem;
    if (problem !== undefined) {
      throw cannotRead(path, `${reasonOf(problem)}, needs a whole archive`, problem);
    }
  }
  function end(): void {
    if (state === "entries") parser.end();
    if (state !== "filling") problem ??= new Error("it has no end mark");
    state = "end";
  }
  return {
    async next() {
      // What follows the end is looked at too: with it comes the checksum of a packed file.
      while (found.length === 0 && state !== "end") await more();
      return found.shift();
    },
    async *contentsOf(entry) {
      // The parser passes over what it does not know; that never ends.
      while (!entry.ignore && !entry.emittedEnd) {
        const part = entry.read();
        if (part !== null) yield part;
        else if (!entry.emittedEnd) await more();
      }
    },
    async close() {
      await bytes.return?.();
    },
  };
}

/** The parser's messages begin with a code. */
function ownWords(message: string): string {
  const what = message.replace(/^TAR_\w+: /, "");
  if (what.startsWith("Truncated")) return "it is cut short";
  return what === "checksum failure" ? "a header in it has a wrong checksum" : what;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function kindOf({ type }: ReadEntry): ArchiveEntry["kind"] {
  if (type === "Directory" || type === "GNUDumpDir") return "folder";
  return type === "File" || type === "OldFile" || type === "ContiguousFile" ? "file" : "other";
}
