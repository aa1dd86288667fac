import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Failure } from "./decodeFiles.ts";

/** How far a packed file has come. */
export interface PackState {
  /** Images that have been looked at. */
  readonly done: number;
  /** Those of them that could not be read. */
  readonly failures: readonly Failure[];
}

/** The first line of a journal: what is being packed. */
const beginning = z.object({ packing: z.string() });

/** Each further line: a chunk that is whole in the unfinished file. */
const chunk = z.object({
  done: z.number().int().positive(),
  failures: z.array(z.tuple([z.number().int().min(0), z.string()])),
});

/** The first line of a journal. */
export function journalBeginning(packing: string): string {
  return `${JSON.stringify({ packing } satisfies z.infer<typeof beginning>)}\n`;
}

/** The line that says that a further chunk is done. */
export function journalLine({ done, failures }: PackState): string {
  return `${JSON.stringify({ done, failures: [...failures] })}\n`;
}

/** Which chunks a journal may speak of, and how much of the unfinished file is there. */
export interface JournalCheck {
  /** What is to be packed, as the journal's first line has it. */
  readonly packing: string;
  /** Images in all, and in a chunk. */
  readonly images: number;
  readonly chunk: number;
  /** The images that the unfinished file has room for as it is. */
  readonly written: number;
}

/** What a journal says. */
export interface ReadJournal {
  readonly state: PackState;
  /** Where the last line that counts ends. Units: bytes */
  readonly end: number;
}

/**
 * How far packing came before it was ended, by its journal; nothing where there is no journal, or one of something else.
 * A line that was cut off, and all after it, do not count.
 */
export async function readJournal(
  path: string,
  check: JournalCheck,
): Promise<ReadJournal | undefined> {
  const text = await readFile(path, "utf8").catch(() => "");
  const [first = "", ...lines] = text.split("\n").slice(0, -1);
  const begun = beginning.safeParse(parsed(first));
  if (!begun.success || begun.data.packing !== check.packing) return undefined;
  let state: PackState = { done: 0, failures: [] };
  let end = Buffer.byteLength(first) + 1;
  for (const line of lines) {
    const entry = chunk.safeParse(parsed(line));
    if (!entry.success) break;
    const next = { done: entry.data.done, failures: [...state.failures, ...entry.data.failures] };
    if (!follows(next, state, check)) break;
    state = next;
    end += Buffer.byteLength(line) + 1;
  }
  return { state, end };
}

function follows(
  next: PackState,
  last: PackState,
  { images, chunk, written }: JournalCheck,
): boolean {
  const isNextChunk = next.done === Math.min(images, last.done + chunk);
  const indices = next.failures.slice(last.failures.length).map(([index]) => index);
  const inChunk = indices.every((index) => index >= last.done && index < next.done);
  return isNextChunk && inChunk && next.done - next.failures.length <= written;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
