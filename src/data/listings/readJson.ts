import type { z } from "zod";
import { cannotRead } from "../cannotRead.ts";
import { readText } from "../formats/readText.ts";

/** Twice the longest list of images that we know of, that of iNaturalist 2018. Units: bytes */
const largest = 2 ** 28;

/**
 * What a JSON file holds, as far as the schema asks for it.
 *
 * @throws {DataError} when it cannot be read, is no JSON, or holds something else
 */
export async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const found = schema.safeParse(parseJson(await readText(path, largest), path));
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  const where = issue?.path.join(".") || "the whole";
  throw cannotRead(path, `${where} ${faultOf(issue?.message ?? "")}`);
}

/** Messages of the library are such as "Invalid input: expected string, received undefined". */
function faultOf(message: string): string {
  const [, needed = message, found = "wrong"] =
    /expected (.+?)(?:, received (.+))?$/.exec(message) ?? [];
  return `is ${found}, needs ${needed}`;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw cannotRead(path, "it is no JSON, needs a whole file of it", error);
  }
}
