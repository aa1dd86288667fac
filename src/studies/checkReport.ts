import { z } from "zod";
import { UsageError } from "../core/errors.ts";

const schema = z.looseObject({
  summary: z.array(z.string()).min(1),
  sections: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string(),
      paragraphs: z.array(z.string()),
      tables: z.array(z.looseObject({ caption: z.string() })),
      figures: z.array(z.looseObject({ id: z.string(), svg: z.string() })),
    }),
  ),
  notes: z.array(z.string()),
});

/**
 * Refuses what a study's `report` gives where it is no report: a file of one's own is not compiled before it runs.
 *
 * @throws {UsageError} naming the part that is wrong
 * @source own design
 */
export function checkReport(study: string, report: unknown): void {
  const parsed = schema.safeParse(report);
  if (parsed.success) return;
  const part = parsed.error.issues[0]!.path.join(".") || "the report itself";
  throw new UsageError(
    `Cannot write the report of "${study}": ${part} is missing or wrong, needs what \`StudyReport\` says`,
  );
}
