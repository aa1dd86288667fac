import { expect, test } from "vitest";
import { checkSizes } from "./checkSizes.mjs";
import { makeProject } from "./makeProject.ts";

const linesOf = (count: number) => "\n".repeat(count - 1);

test("checkSizes() refuses a file over 500 lines and a function over 80, doc comments not counted", async () => {
  const root = makeProject({
    "src/core/fits.ts": `const a = 1;${linesOf(499)}const b = 1;\n`,
    "src/core/long.ts": `const a = 1;${linesOf(501)}const b = 1;\n`,
    "src/core/functions.ts": [
      "/** Three",
      " * lines. */",
      `export function fits() {${linesOf(80)}}`,
      `export const object = { method() {${linesOf(81)}} };`,
      `[1].map(() => {${linesOf(90)}});`,
    ].join("\n"),
  });
  expect((await checkSizes(root, {})).problems).toEqual([
    "src/core/long.ts:1: this file has 501 lines, the cap is 500",
    "src/core/functions.ts:83: this function has 81 lines, the cap is 80",
    "src/core/functions.ts:164: this function has 90 lines, the cap is 80",
  ]);
});

test("checkSizes() reports the spread, without tests and exempt files", async () => {
  const root = makeProject({
    "src/core/a.ts": "function a() {}\n",
    "src/core/b.ts": `function b() {${linesOf(9)}}\n`,
    "src/core/table.ts": `const table = 1;${linesOf(900)}`,
    "src/core/a.test.ts": linesOf(900),
  });
  expect(await checkSizes(root, { "src/core/table.ts": "a table of data" })).toEqual({
    problems: [],
    summary:
      "2 files, median 1, p90 9, longest 9 of 500 lines; 2 functions, median 1, p90 9, longest 9 of 80 lines",
  });
});

test("checkSizes() refuses an exemption of a file that is gone", async () => {
  expect((await checkSizes(makeProject({}), { "src/gone.ts": "a reason" })).problems).toEqual([
    "tools/exemptions.json: exempts src/gone.ts, which does not exist",
  ]);
});
