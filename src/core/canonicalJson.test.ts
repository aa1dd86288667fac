import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonicalJson.ts";

test("canonicalJson() sorts keys at every depth and writes no white space", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"x","d":null}]}',
  );
});

test("canonicalJson() sorts keys by code unit, whatever the language of the machine", () => {
  expect(canonicalJson({ é: 1, z: 2, Z: 3, 10: 4, 9: 5 })).toBe('{"10":4,"9":5,"Z":3,"z":2,"é":1}');
});

test("canonicalJson() writes -0 as 0, which it equals", () => {
  expect(canonicalJson([-0, 0])).toBe("[0,0]");
});

test("canonicalJson() leaves out properties that are undefined", () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});

test("canonicalJson() does not depend on the order of keys and reads back as the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(reversed(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([
  [{ rate: Number.NaN }, "value.rate is NaN"],
  [[1, Number.NEGATIVE_INFINITY], "value[1] is -Infinity"],
  [[undefined], "value[0] is undefined"],
  [new Array(1), "value[0] is undefined"],
  [undefined, "value is undefined"],
  [{ a: { b: new Map() } }, "value.a.b is a Map"],
  [Float32Array.of(1), "value is a Float32Array"],
  [new Date(0), "value is a Date"],
  [10n, "value is 10"],
  [() => 1, "value is a function"],
  [Symbol("s"), "value is a symbol"],
])("canonicalJson() refuses %o", (value, what) => {
  expect(() => canonicalJson(value)).toThrow(
    new TypeError(
      `Cannot write canonical JSON: ${what}, needs a finite number, text, boolean, null, array or plain object`,
    ),
  );
});

/** The same value with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, reversed(item)] as const);
  return Object.fromEntries(entries.reverse());
}
