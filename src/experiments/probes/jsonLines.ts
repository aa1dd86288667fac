import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { isReadable } from "../../runs/readFile.ts";
import { storageErrorOf } from "../../storage/storageError.ts";

/**
 * The lines of a file that are what they should be; none where there is no file. Lines that a crash cut off are passed over.
 *
 * @throws {StorageError} when it is there and cannot be read
 */
export async function jsonLines<Line>(path: string, schema: z.ZodType<Line>): Promise<Line[]> {
  if (!(await isReadable(path))) return [];
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw storageErrorOf(error, "read", path);
  });
  return text.split("\n").flatMap((line) => lineOf(line, schema) ?? []);
}

function lineOf<Line>(line: string, schema: z.ZodType<Line>): Line | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
