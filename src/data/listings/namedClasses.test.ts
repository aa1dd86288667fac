import { expect, test } from "vitest";
import { namedClasses } from "./namedClasses.ts";

test("namedClasses() takes the first name, and the id where there is none", () => {
  const names = new Map([["n01440764", "tench, Tinca tinca"]]);
  expect(namedClasses(["n01440764", "n01443537"], names)).toEqual(["tench", "n01443537"]);
});

test("namedClasses() tells classes of the same name apart", () => {
  const names = new Map([
    ["n02012849", "crane"],
    ["n03126707", "crane"],
    ["n01440764", "tench"],
  ]);
  expect(namedClasses(["n02012849", "n01440764", "n03126707"], names)).toEqual([
    "crane (n02012849)",
    "tench",
    "crane (n03126707)",
  ]);
});
