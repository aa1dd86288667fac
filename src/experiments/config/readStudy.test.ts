import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { UsageError } from "../../core/errors.ts";
import { readStudy } from "./readStudy.ts";

const guideStudy = new URL("../../../test/guides/secondEpoch.ts", import.meta.url).pathname;

test("readStudy() reads the study of the guide", async () => {
  const study = await readStudy(guideStudy);
  expect([study.id, Object.keys(study.settings)]).toEqual([
    "second-epoch",
    ["data", "seeds", "trainCount", "testCount", "learningRate"],
  ]);
});

/** A file that makes something else of the guide's study. */
function fileWith(change: string): string {
  const text = `import study from ${JSON.stringify(guideStudy)};\nexport default ${change};\n`;
  return join(folderWith([], { "study.ts": text }), "study.ts");
}

test.each([
  ["3", "its default export is no object"],
  ["{ ...study, id: '../up' }", "id is missing or wrong"],
  ["{ ...study, title: '' }", "title is missing or wrong"],
  ["{ ...study, measure: undefined }", "measure is missing or wrong"],
  ["{ ...study, cellData: {} }", "cellData is missing or wrong"],
  ["{ ...study, trainingShare: 90 }", "trainingShare is missing or wrong"],
  ["{ ...study, cautions: 'slow' }", "cautions is missing or wrong"],
  ["{ ...study, substitutes: 'mnist' }", "substitutes is missing or wrong"],
  ["{ ...study, dataOptions: { mnist: 1 } }", "dataOptions.mnist is missing or wrong"],
  ["{ ...study, results: {} }", "results.safeParse is missing or wrong"],
  [
    "{ ...study, settings: { ...study.settings, seeds: undefined } }",
    "settings.seeds is missing or wrong",
  ],
  [
    "{ ...study, claims: [{ ...study.claims[0], expected: { kind: 'over', value: 0 } }] }",
    "claims.0.expected.kind is missing or wrong",
  ],
])("readStudy() refuses %s", async (change, what) => {
  const path = fileWith(change);
  await expect(readStudy(path)).rejects.toThrow(
    new UsageError(`Cannot use "${path}": ${what}, needs what \`defineStudy\` takes`),
  );
});
