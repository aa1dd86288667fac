import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryUsage, resourceUsage } from "node:process";
import fc from "fast-check";
import { afterAll, afterEach, expect, test } from "vitest";
import { DataError } from "../../src/core/errors.ts";
import { mutated, mutations } from "./mutation.ts";
import { type FuzzedReader, readers } from "./readers.ts";

const casesOf = ({ cases = 1000 }: FuzzedReader) => cases;

/** Nothing that is read here takes more than milliseconds; the rest is for a busy machine. Units: milliseconds */
const longest = 5000;

/** What a packed file may unpack to for each of its bytes, and any other be read into. */
const [unpackedPerByte, readPerByte] = [1100, 100];

/** Memory that is taken whatever the file, meanwhile and for good: Node unpacks into pieces of 64 KiB. Units: bytes */
const [slack, piece] = [2 ** 24, 2 ** 16];

/** Units: bytes; Node gives KiB. */
const peakBefore = resourceUsage().maxRSS * 1024;

const around = mkdtempSync(join(tmpdir(), "learnscope-fuzz-"));
const folder = join(around, "inside", "folder");
afterEach(() => {
  const left = readdirSync(around, { recursive: true });
  expect(left.filter((name) => name !== "inside" && name !== join("inside", "folder"))).toEqual([]);
});
afterAll(() => rmSync(around, { recursive: true }));

test("readers are given ten thousand damaged files and more", () => {
  const total = readers.reduce((sum, reader) => sum + casesOf(reader), 0);
  expect(total).toBeGreaterThanOrEqual(10_000);
});

const rows = readers.map((reader) => [reader.name, reader] as const);

test.each(rows)("reader of %s reads whole files", async (_, reader) => {
  for (const file of reader.files) {
    const outcome = await outcomeOf(reader, reader.repair?.(file) ?? file);
    expect(outcome).not.toBeInstanceOf(Error);
  }
});

test.each(rows)(
  "reader of %s reads damaged files or refuses them in a sentence",
  async (_, reader) => {
    const files = fc.nat(reader.files.length - 1);
    await fc.assert(
      fc.asyncProperty(files, mutations, async (file, changes) => {
        const damaged = mutated(reader.files[file]!, changes);
        await checkOutcome(reader, reader.repair?.(damaged) ?? damaged);
      }),
      { numRuns: casesOf(reader) },
    );
  },
);

test("parsePickle() does not copy what a pickle names again and again", async () => {
  const reader = readers.find(({ name }) => name === "pickle")!;
  for (const [before, repeated, after] of [
    ["}(", "h\0N", "u."],
    ["cnumpy\ndtype\nq\u0001](", "h\u0001h\0\x85R", "e."],
    ["c_codecs\nencode\nq\u0001](", "h\u0001h\0\x85R", "e."],
  ] as const) {
    // Bytes of 100,000 letters, which are remembered as value 0 and then named 10,000 times.
    const text = `\x80\u0002B\xa0\x86\u0001\0${"a".repeat(100_000)}q\0`;
    const pickle = text + before + repeated.repeat(10_000) + after;
    await checkOutcome(reader, Uint8Array.from(Buffer.from(pickle, "latin1")));
  }
});

test("readers took little memory for all damaged files together", () => {
  expect(resourceUsage().maxRSS * 1024 - peakBefore).toBeLessThan(2 ** 28);
});

async function checkOutcome(reader: FuzzedReader, bytes: Uint8Array): Promise<void> {
  const justified = bytes.length * (reader.isPacked ? unpackedPerByte : readPerByte);
  const [began, used] = [performance.now(), memoryInUse()];
  const outcome = await outcomeOf(reader, bytes);
  expect(memoryInUse() - used).toBeLessThan(justified + slack);
  expect(performance.now() - began).toBeLessThan(longest);
  if (outcome instanceof Error) {
    expect(outcome).toBeInstanceOf(DataError);
    expect(outcome.message).toMatch(/^Cannot .+[^.]$/s);
  } else {
    expect(bytesIn(outcome)).toBeLessThanOrEqual(justified + piece);
  }
}

/** What the reader gives, or the error that it throws; also an error where it comes to no end. */
async function outcomeOf(reader: FuzzedReader, bytes: Uint8Array): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise((resolve) => {
    timer = setTimeout(() => resolve(new Error(`no end after ${longest} ms`)), longest);
  });
  try {
    return await Promise.race([reader.read(bytes, folder), never]);
  } catch (error) {
    return error;
  } finally {
    clearTimeout(timer);
  }
}

function memoryInUse(): number {
  const { heapUsed, external } = memoryUsage();
  return heapUsed + external;
}

/** Bytes of all arrays in a value, each counted once. */
function bytesIn(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== "object" || value === null || seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return bytesIn(value.buffer, seen);
  if (value instanceof ArrayBuffer) return value.byteLength;
  const parts = value instanceof Map ? [...value.values()] : Object.values(value);
  return parts.reduce((sum: number, part) => sum + bytesIn(part, seen), 0);
}
