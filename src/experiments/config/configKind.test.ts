import { expect, test } from "vitest";
import { isConfigFile, isProgramFile, neededConfigFile } from "./configKind.ts";

test.each([
  ["run.yaml", true, false],
  ["deep/run.yml", true, false],
  ["run.json", true, false],
  ["run.ts", true, true],
  ["run.mts", true, true],
  ["run.js", true, true],
  ["run.mjs", true, true],
  ["run.toml", false, false],
  ["translation", false, false],
  [".yaml", false, false],
  ["runs/a.yaml/", true, false],
])("isConfigFile() and isProgramFile() of %s: %j, %j", (path, isConfig, isProgram) => {
  expect([isConfigFile(path), isProgramFile(path)]).toEqual([isConfig, isProgram]);
});

test("neededConfigFile names all endings", () => {
  expect(neededConfigFile).toBe(
    "needs a file that ends in .yaml, .yml, .json, .ts, .mts, .js or .mjs",
  );
});
