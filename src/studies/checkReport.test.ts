import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { checkReport } from "./checkReport.ts";

const section = { id: "a", title: "A", paragraphs: [], tables: [], figures: [] };
const report = { summary: ["It is so."], sections: [section], notes: [] };

test("checkReport() lets reports pass", () => {
  expect(() => checkReport("toy", report)).not.toThrow();
});

test.each([
  [{ ...report, summary: "It is so." }, "summary"],
  [{ ...report, summary: [] }, "summary"],
  [{ ...report, sections: [{ ...section, paragraphs: [1] }] }, "sections.0.paragraphs.0"],
  [{ ...report, notes: undefined }, "notes"],
  [undefined, "the report itself"],
])("checkReport() names what is wrong: %#", (wrong, part) => {
  expect(() => checkReport("toy", wrong)).toThrow(
    new UsageError(
      `Cannot write the report of "toy": ${part} is missing or wrong, needs what \`StudyReport\` says`,
    ),
  );
});
