import fc from "fast-check";
import { expect, test } from "vitest";
import { byCodePoint } from "./byCodePoint.ts";

test("byCodePoint() puts capitals before small letters and the shorter name first", () => {
  const names = ["b", "ab", "a", "B", "é", "10", "9"];
  expect(names.sort(byCodePoint)).toEqual(["10", "9", "B", "a", "ab", "b", "é"]);
});

test("byCodePoint() knows code points that take two units", () => {
  const [wide, emoji] = ["\uff21", "\u{1f600}"];
  expect([emoji, wide].sort(byCodePoint)).toEqual([wide, emoji]);
  expect([emoji, wide].sort()).toEqual([emoji, wide]);
});

test("byCodePoint() orders any names as their UTF-8 bytes are ordered", () => {
  const name = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(name, name, (a, b) => {
      const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(Math.sign(byCodePoint(a, b))).toBe(bytes);
    }),
  );
});
