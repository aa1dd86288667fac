import { expect, test } from "vitest";
import { layered } from "./layered.ts";

test("layered() lets a later origin win, key by key", () => {
  expect(layered([{ a: 1, b: [1, 2] }, { b: [3] }, { c: null }])).toEqual({
    a: 1,
    b: [3],
    c: null,
  });
  expect(layered([])).toEqual({});
});

test("layered() takes every name for a key", () => {
  const settings = layered([JSON.parse('{"__proto__": {"epochs": 3}}')]);
  expect(Object.keys(settings)).toEqual(["__proto__"]);
  expect(settings.epochs).toBe(undefined);
});
