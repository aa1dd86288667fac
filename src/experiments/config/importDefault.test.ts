import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { UsageError } from "../../core/errors.ts";
import { importDefault } from "./importDefault.ts";

test("importDefault() runs TypeScript, with other files, and with this program by its name", async () => {
  const folder = folderWith([], {
    "run.ts": [
      'import { defineRun, UsageError } from "learnscope";',
      'import { epochs } from "./epochs.ts";',
      "export default [defineRun({ epochs: epochs as number }), UsageError];",
    ].join("\n"),
    "epochs.ts": "export const epochs: number = await Promise.resolve(3);",
  });
  expect(await importDefault(`${folder}/run.ts`)).toEqual([{ epochs: 3 }, UsageError]);
});

test.each([
  ["", 'Cannot use "PATH": it exports no default, needs `export default`'],
  ["export const run = {};", 'Cannot use "PATH": it exports no default, needs `export default`'],
  [
    'const a: number = 1;\n\n  throw new RangeError("no luck\\nat all");\nexport default a;',
    'Cannot run "PATH", line 3: no luck',
  ],
  ['throw "a text";\nexport default 1;', 'Cannot run "PATH": a text'],
  ["export default {\n  epochs: ,\n};", 'Cannot run "PATH", line 2: ParseError: Unexpected token'],
  [
    'import a from "./nowhere.ts";\nexport default a;',
    "Cannot run \"PATH\", line 1: Cannot find module './nowhere.ts'",
  ],
])("importDefault() refuses %j", async (text, message) => {
  const path = `${folderWith([], { "run.ts": text })}/run.ts`;
  await expect(importDefault(path)).rejects.toThrow(new UsageError(message.replace("PATH", path)));
});

test("importDefault() refuses a file that is not there", async () => {
  await expect(importDefault("nowhere.ts")).rejects.toThrow(
    new UsageError(
      'Cannot read "nowhere.ts": it does not exist, needs a TypeScript or JavaScript file',
    ),
  );
});
