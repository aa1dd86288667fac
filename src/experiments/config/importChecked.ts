import { z } from "zod";
import { UsageError } from "../../core/errors.ts";
import { importDefault } from "./importDefault.ts";

/** What a file of one's own has to export. */
export interface Wanted {
  /** What is used of it; whether its functions do what they should shows when they are called. */
  readonly schema: z.ZodType;
  /** Which function of `learnscope` takes it. */
  readonly maker: string;
}

/**
 * What a TypeScript or JavaScript file exports as its default, once it is what it should be.
 *
 * @throws {UsageError} when the file cannot be run, or exports something else
 */
export async function importChecked<Thing>(
  path: string,
  { schema, maker }: Wanted,
): Promise<Thing> {
  const exported = await importDefault(path);
  if (isWanted<Thing>(exported, schema)) return exported;
  const [issue] = schema.safeParse(exported).error?.issues ?? [];
  const where = issue?.path.join(".") ?? "";
  const what = where === "" ? "its default export is no object" : `${where} is missing or wrong`;
  throw new UsageError(`Cannot use "${path}": ${what}, needs what \`${maker}\` takes`);
}

/** Any function. */
export function functionSchema() {
  return z.custom((value) => typeof value === "function");
}

function isWanted<Thing>(value: unknown, schema: z.ZodType): value is Thing {
  return schema.safeParse(value).success;
}
