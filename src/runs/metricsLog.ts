import { readFile } from "node:fs/promises";
import { codeOf } from "../core/codeOf.ts";
import { DataError } from "../core/errors.ts";
import { storageErrorOf } from "../storage/storageError.ts";
import { writeFile } from "../storage/writeFile.ts";

/** What a log says of an epoch: numbers by name, of which one is `epoch`. */
export interface LogLine {
  readonly epoch: number;
  readonly [metric: string]: number;
}

/** Numbers that JSON has no words for. */
const notFinite = ["NaN", "Infinity", "-Infinity"];

/** A line of a log, without its end. NaN and the infinite numbers are texts, for JSON would make them null. */
export function logLineText(line: object): string {
  return JSON.stringify(line, (_, value) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  );
}

/**
 * The lines of a log, which has one for every epoch from 0 on; none where there is no file. A last line that has no end
 * was being written when its process was killed, and does not count.
 *
 * @throws {DataError} when a line is damaged or an epoch missing
 * @throws {StorageError} when it cannot be read
 */
export async function readLog(path: string): Promise<readonly LogLine[]> {
  return (await linesOf(path)).map((text, epoch) => parseLine(text, { path, epoch }));
}

/**
 * Takes from a log what was written after an epoch, and the last line if it was not finished.
 *
 * @throws {DataError} when the epoch itself is missing, or a line before it damaged
 * @throws {StorageError} when the log cannot be read or written
 */
export async function truncateLog(path: string, lastEpoch: number): Promise<void> {
  await copyLog(path, path, lastEpoch);
}

/**
 * Writes a log's lines up to an epoch to another file.
 *
 * @throws {StorageError | DataError} as `truncateLog` does
 */
export async function copyLog(from: string, to: string, lastEpoch: number): Promise<void> {
  const lines = await linesOf(from);
  const kept = lines.slice(0, lastEpoch + 1);
  for (const [epoch, text] of kept.entries()) parseLine(text, { path: from, epoch });
  if (kept.length <= lastEpoch) {
    throw new DataError(
      `Cannot go on with "${from}": it ends before epoch ${kept.length}, needs all up to ${lastEpoch}`,
    );
  }
  await writeFile(to, kept.map((line) => `${line}\n`).join(""));
}

async function linesOf(path: string): Promise<string[]> {
  try {
    return (await readFile(path, "utf8")).split("\n").slice(0, -1);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw storageErrorOf(error, "read", path);
  }
}

function parseLine(
  text: string,
  { path, epoch }: { readonly path: string; readonly epoch: number },
): LogLine {
  const damaged = (what: string, cause?: unknown) =>
    new DataError(`Cannot read "${path}": line ${epoch + 1} ${what}, needs an unaltered file`, {
      cause,
    });
  let line: unknown;
  try {
    line = JSON.parse(text, (_, value) => (notFinite.includes(value) ? Number(value) : value));
  } catch (error) {
    throw damaged("is not JSON", error);
  }
  if (!isLogLine(line)) throw damaged("does not hold numbers by name");
  if (line.epoch !== epoch) throw damaged(`is of epoch ${line.epoch} instead of ${epoch}`);
  return line;
}

function isLogLine(value: unknown): value is LogLine {
  if (typeof value !== "object" || value === null || !("epoch" in value)) return false;
  return Object.values(value).every((number) => typeof number === "number");
}
