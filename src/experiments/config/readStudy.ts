import { z } from "zod";
import type { CommonSettings, Study } from "../../studies/study.ts";
import { functionSchema, importChecked } from "./importChecked.ts";

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
  substitutes: z.array(z.string().min(1)).optional(),
  dataOptions: z.record(z.string(), z.looseObject({})).optional(),
  demo: z.looseObject({}),
  trainingShare: z.number().min(0).max(1).optional(),
  cautions: functionSchema().optional(),
  cells: functionSchema(),
  cellData: functionSchema().optional(),
  measure: functionSchema(),
  analyse: functionSchema(),
  results: z.looseObject({ safeParse: functionSchema() }),
  claims: z.array(
    z.looseObject({
      id: z.string().min(1),
      statement: z.string(),
      where: z.string(),
      quantity: z.enum(["share", "difference", "number"]),
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
  return await importChecked<AnyStudy>(path, { schema: studySchema, maker: "defineStudy" });
}

function settingSchema() {
  return z.looseObject({
    schema: z.looseObject({ safeParse: functionSchema() }),
    description: z.string(),
    needs: z.string(),
  });
}
