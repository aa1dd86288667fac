import { expect, test } from "vitest";
import { checkDocs } from "./checkDocs.mjs";
import { makeProject } from "./makeProject.ts";

const source = "@source Glorot & Bengio 2010, section 4.2";

test("checkDocs() accepts documented exports and says how many it saw", async () => {
  const root = makeProject({
    "src/nn/linear.ts": [
      "export interface LinearOptions { readonly inFeatures: number }",
      "const hidden = 1;",
      "/**",
      " * A matrix product and a bias.",
      " *",
      ` * ${source}`,
      " */",
      "export function linear(): number { return hidden; }",
    ].join("\n"),
  });
  expect(await checkDocs(root, {})).toEqual({ problems: [], summary: "2 exports in 1 files" });
});

test("checkDocs() refuses an export without a doc comment, or with one that says nothing", async () => {
  const root = makeProject({
    "src/data/idx.ts": [
      "// no doc comment",
      "export function parseIdx() {}",
      "export const one = 1, two = 2;",
      "export type Label = number;",
      "/** @throws {DataError} when the file is cut short */",
      "export class Reader {}",
    ].join("\n"),
  });
  expect((await checkDocs(root, {})).problems).toEqual([
    'src/data/idx.ts:2: "parseIdx" has no doc comment, needs what it is or computes',
    'src/data/idx.ts:3: "one, two" has no doc comment, needs what it is or computes',
    'src/data/idx.ts:4: "Label" has no doc comment, needs what it is or computes',
    'src/data/idx.ts:6: "Reader" has no doc comment, needs what it is or computes',
  ]);
});

test("checkDocs() finds the doc comment behind a plain one, and takes no plain one for it", async () => {
  const root = makeProject({
    "src/core/one.ts": "/* A derivation. */\n\n/** One. */\nexport const one = 1;",
    "src/core/two.ts": "/* A derivation. */\n\nexport const two = 2;",
  });
  expect((await checkDocs(root, {})).problems).toEqual([
    'src/core/two.ts:3: "two" has no doc comment, needs what it is or computes',
  ]);
});

test("checkDocs() refuses a summary that starts by pointing at itself", async () => {
  const root = makeProject({
    "src/data/idx.ts": "/** This function reads IDX. */\nexport function parseIdx() {}",
  });
  expect((await checkDocs(root, {})).problems).toEqual([
    'src/data/idx.ts:2: the doc comment of "parseIdx" starts with "This", needs what it is or computes',
  ]);
});

test("checkDocs() asks for one comment of an overloaded function", async () => {
  const root = makeProject({
    "src/data/idx.ts": [
      "/** Reads IDX. */",
      "export function parseIdx(a: string): string;",
      "export function parseIdx(a: number): number;",
      "export function parseIdx(a: unknown) { return a; }",
    ].join("\n"),
  });
  expect((await checkDocs(root, {})).problems).toEqual([]);
});

test("checkDocs() asks where a method comes from, but not of types, data and exempt files", async () => {
  const documented = "/** One. */\nexport const one = 1;";
  const root = makeProject({
    "src/data/one.ts": documented,
    "src/nn/one.ts": documented,
    "src/ops/index.ts": documented,
    "src/probes/one.ts": "/** One. */\nexport type One = 1;",
  });
  expect((await checkDocs(root, { "src/ops/index.ts": "the table" })).problems).toEqual([
    'src/nn/one.ts:1: names no "@source", needs paper and section, or "own derivation, see docs/decisions/NNN"',
  ]);
});

test("checkDocs() refuses an exemption of a file that is gone", async () => {
  expect((await checkDocs(makeProject({}), { "src/nn/gone.ts": "a reason" })).problems).toEqual([
    "tools/exemptions.json: exempts src/nn/gone.ts, which does not exist",
  ]);
});
