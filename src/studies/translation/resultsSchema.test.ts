import { expect, test } from "vitest";
import { madeUpResults } from "../../../test/support/madeUpTranslation.ts";
import { translationResultsSchema } from "./resultsSchema.ts";

/** What a file holds, after a change. */
// biome-ignore lint/suspicious/noExplicitAny: damage may be of any kind
function stored(change: (file: any) => void = () => {}): unknown {
  const file = JSON.parse(JSON.stringify(madeUpResults({ seeds: [0, 1] })));
  change(file);
  return file;
}

test("translationResultsSchema reads what was written", () => {
  expect(translationResultsSchema.parse(stored())).toEqual(madeUpResults({ seeds: [0, 1] }));
});

test("translationResultsSchema reads NaN, which JSON holds as null", () => {
  const file = stored(({ rows }) => {
    rows[0].plain.mean = null;
  });
  expect(translationResultsSchema.parse(file).rows[0]!.plain.mean).toBeNaN();
});

test.each<[string, Parameters<typeof stored>[0]]>([
  ["no rows", (file) => delete file.rows],
  ["a row of the table missing", (file) => file.rows.splice(1, 1)],
  ["an accuracy that is a word", (file) => Object.assign(file.rows[0].plain, { mean: "high" })],
  ["an unknown group", (file) => Object.assign(file.rows[0], { group: "others" })],
  ["no shifts", (file) => Object.assign(file, { shifts: [] })],
])("translationResultsSchema refuses %s", (_, change) => {
  expect(translationResultsSchema.safeParse(stored(change)).success).toBe(false);
});
