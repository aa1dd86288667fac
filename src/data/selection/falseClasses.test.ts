import fc from "fast-check";
import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { type FalseClasses, falseClasses, type NoiseKind } from "./falseClasses.ts";

const hundred = Array.from({ length: 100 }, (_, label) => label);
const digits = {
  name: "coloured",
  classes: hundred.map(String),
  concepts: [
    {
      name: "digit",
      values: new Array<string>(10).fill(""),
      ofClass: hundred.map((k) => Math.floor(k / 10)),
    },
    { name: "colour", values: new Array<string>(10).fill(""), ofClass: hundred.map((k) => k % 10) },
    { name: "writer", values: ["left-handed", "right-handed"] },
  ],
};

const listOf = ({ count, at }: FalseClasses) => Array.from({ length: count }, (_, i) => at(i));
const of = (label: number, concept: string, kind: NoiseKind = "symmetric", data = digits) =>
  listOf(falseClasses(data, concept, kind)(label));

test("falseClasses() of any concept are all other classes", () => {
  expect(of(34, "any")).toEqual(hundred.filter((label) => label !== 34));
  expect(of(0, "any", "symmetric", { ...digits, concepts: [] })).toEqual(hundred.slice(1));
});

test("falseClasses() of one concept leave the others right", () => {
  expect(of(34, "digit")).toEqual([4, 14, 24, 44, 54, 64, 74, 84, 94]);
  expect(of(34, "colour")).toEqual([30, 31, 32, 33, 35, 36, 37, 38, 39]);
});

test("falseClasses() of all concepts are wrong in each", () => {
  const wrong = of(34, "all");
  expect(wrong).toHaveLength(81);
  expect(wrong.every((k) => Math.floor(k / 10) !== 3 && k % 10 !== 4)).toBe(true);
});

test.each([
  ["any", 34, 35],
  ["any", 99, 0],
  ["digit", 34, 44],
  ["digit", 94, 4],
  ["colour", 34, 35],
  ["colour", 39, 30],
  ["all", 34, 45],
  ["all", 99, 0],
])("falseClasses() pairs a class, wrong in %s, with the next: %i -> %i", (concept, label, next) => {
  expect(of(label, concept, "pair")).toEqual([next]);
});

test("falseClasses() pairs with the nearest class there is", () => {
  const three = {
    name: "few",
    classes: ["a", "b", "c"],
    concepts: [{ name: "colour", values: ["0", "1", "2", "3", "4"], ofClass: [0, 4, 2] }],
  };
  expect([0, 1, 2].map((label) => of(label, "colour", "pair", three))).toEqual([[2], [0], [1]]);
});

test("falseClasses() may be none", () => {
  const one = { name: "one", classes: ["only"], concepts: [] };
  expect(of(0, "any", "symmetric", one)).toEqual([]);
  expect(of(0, "any", "pair", one)).toEqual([]);
});

test.each([
  ["color", 'needs "any", "all", "digit" or "colour"; did you mean "colour"'],
  ["writer", 'needs "any", "all", "digit" or "colour"'],
])("falseClasses() refuses a concept that is not part of the label: %s", (concept, end) => {
  expect(() => of(0, concept)).toThrow(
    new UsageError(
      `Cannot make label noise in "coloured": no concept "${concept}" is part of its labels, ${end}`,
    ),
  );
});

test("falseClasses() knows only any where there are no concepts", () => {
  const plain = { name: "plain", classes: ["a", "b"] };
  expect(() => falseClasses(plain, "all", "pair")).toThrow(
    'Cannot make label noise in "plain": no concept "all" is part of its labels, needs "any"',
  );
});

test("falseClasses() never holds the class itself, and a pair is one of them, whatever the concepts", () => {
  const anyClasses = fc.uniqueArray(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(2)), {
    minLength: 1,
    selector: String,
  });
  fc.assert(
    fc.property(anyClasses, fc.constantFrom("any", "all", "a", "b", "c"), (rows, concept) => {
      const data = {
        name: "any",
        classes: rows.map(String),
        concepts: ["a", "b", "c"].map((name, place) => ({
          name,
          values: ["0", "1", "2", "3"],
          ofClass: rows.map((row) => row[place]!),
        })),
      };
      for (const label of rows.keys()) {
        const all = of(label, concept, "symmetric", data);
        const next = of(label, concept, "pair", data);
        expect(all).not.toContain(label);
        expect(new Set(all).size).toBe(all.length);
        expect(next).toHaveLength(Math.min(1, all.length));
        expect(all).toEqual(expect.arrayContaining(next));
      }
    }),
  );
});
