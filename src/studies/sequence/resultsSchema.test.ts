import { expect, test } from "vitest";
import { madeUpSequence } from "../../../test/support/madeUpSequence.ts";
import { sequenceResultsSchema } from "./resultsSchema.ts";

const written = JSON.stringify(madeUpSequence({ seeds: [0, 1] }));

/** What a file holds, after a change. */
// biome-ignore lint/suspicious/noExplicitAny: damage may be of any kind
function stored(change: (file: any) => void = () => {}): unknown {
  const file = JSON.parse(written);
  change(file);
  return file;
}

test.each([{ seeds: [0, 1] }, { seeds: [3], experiments: "no" }] as const)(
  "sequenceResultsSchema reads what was written: %j",
  (given) => {
    const file = JSON.parse(JSON.stringify(madeUpSequence(given)));
    expect(sequenceResultsSchema.parse(file)).toEqual(madeUpSequence(given));
  },
);

test("sequenceResultsSchema reads NaN, which JSON holds as null", () => {
  const file = stored(({ rows, cnns }) => {
    rows[0].accuracy.mean = null;
    rows[0].history[0].accuracy = null;
    cnns[0].epochs[0].outputs.share = null;
  });
  const { rows, cnns } = sequenceResultsSchema.parse(file);
  expect(rows[0]!.accuracy.mean).toBeNaN();
  expect(rows[0]!.history[0]!.accuracy).toBeNaN();
  expect(cnns[0]!.epochs[0]!.outputs.share).toBeNaN();
});

test.each<[string, Parameters<typeof stored>[0]]>([
  ["no rows", (file) => delete file.rows],
  ["a row of the table missing", (file) => file.rows.splice(2, 1)],
  ["an accuracy that is a word", (file) => Object.assign(file.rows[0].accuracy, { mean: "high" })],
  ["an unknown group", (file) => Object.assign(file.rows[0], { group: "others" })],
  ["a share above 1", (file) => Object.assign(file.rows[2].answers.byPair[0], { share: 2 })],
  ["no CNNs", (file) => Object.assign(file, { cnns: [] })],
  ["a CNN of model-3", (file) => Object.assign(file.cnns[0], { model: 3 })],
  ["a CNN without epochs", (file) => Object.assign(file.cnns[0], { epochs: [] })],
  ["filters with a hole", (file) => file.cnns[0].epochs[0].filters.splice(1, 1, null)],
  ["answers of nine digits", (file) => file.cnns[0].answers.splice(90)],
  ["an unknown kind of pair", (file) => Object.assign(file.pairs[0], { kind: "all" })],
  ["a pair without a way back", (file) => delete file.pairs[0].back],
  ["a pair without pixels", (file) => delete file.examples[0].firstPixels],
  ["no share of digits", (file) => delete file.digitShare],
])("sequenceResultsSchema refuses %s", (_, change) => {
  expect(sequenceResultsSchema.safeParse(stored(change)).success).toBe(false);
});
