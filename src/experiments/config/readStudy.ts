import { z } from "zod";
import { UsageError } from "../../core/errors.ts";
import type { CommonSettings, Study } from "../../studies/study.ts";
import { importDefault } from "./importDefault.ts";

/** Any study, as commands handle it. */
export type AnyStudy = Study<CommonSettings, unknown, unknown>;

/** What commands use of a study; whether its functions do what they should shows when they are called. */
const studySchema = z.looseObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string().min(1),
  question: z.string().min(1),
  source: z.string().min(1),
  settings: z.looseObject({
    data: settingSchema(),
    seeds: settingSchema(),
    trainCount: settingSchema(),
    testCount: settingSchema(),
  }),
  demo: z.looseObject({}),
  cells: functionSchema(),
  trainingSet: functionSchema(),
  measure: functionSchema(),
  analyse: functionSchema(),
  results: z.looseObject({ safeParse: functionSchema() }),
  claims: z.array(
    z.looseObject({
      id: z.string().min(1),
      statement: z.string(),
      where: z.string(),
      quantity: z.enum(["share", "difference"]),
      expected: z.looseObject({ kind: z.enum(["near", "above", "below"]), value: z.number() }),
      seeds: z.number().int().min(1).optional(),
      measure: functionSchema(),
      caveat: z.string(),
    }),
  ),
  isSourceData: functionSchema(),
  report: functionSchema(),
});

/**
 * The study that a TypeScript or JavaScript file exports as its default.
 *
 * @throws {UsageError} when the file cannot be run, or exports no study
 */
export async function readStudy(path: string): Promise<AnyStudy> {
  const study = await importDefault(path);
  if (isStudy(study)) return study;
  const [issue] = studySchema.safeParse(study).error?.issues ?? [];
  const where = issue?.path.join(".") ?? "";
  const what = where === "" ? "its default export is no object" : `${where} is missing or wrong`;
  throw new UsageError(`Cannot use "${path}": ${what}, needs what \`defineStudy\` takes`);
}

function isStudy(value: unknown): value is AnyStudy {
  return studySchema.safeParse(value).success;
}

function functionSchema() {
  return z.custom((value) => typeof value === "function");
}

function settingSchema() {
  return z.looseObject({
    schema: z.looseObject({ safeParse: functionSchema() }),
    description: z.string(),
    needs: z.string(),
  });
}
