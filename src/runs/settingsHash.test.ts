import { expect, test } from "vitest";
import { settingsHash } from "./settingsHash.ts";

const defaults = { epochs: 2, seeds: [0, 1, 2], learningRate: 0.05 };

test("settingsHash() is six hexadecimal digits", () => {
  expect(settingsHash({ epochs: 3 }, defaults)).toMatch(/^[0-9a-f]{6}$/);
});

test("settingsHash() never changes for the same settings: folders are found by it", () => {
  expect(settingsHash(defaults, defaults)).toBe("2d6537");
  expect(settingsHash({ ...defaults, epochs: 3 }, defaults)).toBe("7b1df2");
});

test("settingsHash() looks at values, not at the order of keys or at who made a list", () => {
  const one = settingsHash({ epochs: 3, seeds: [0, 1, 2] }, defaults);
  expect(settingsHash({ seeds: [0, 1, 2], epochs: 3 }, defaults)).toBe(one);
  expect(settingsHash({ epochs: 3 }, defaults)).toBe(one);
});

test("settingsHash() does not change when a key with a default is added", () => {
  const before = settingsHash({ epochs: 3 }, defaults);
  expect(settingsHash({ epochs: 3, momentum: 0 }, { ...defaults, momentum: 0 })).toBe(before);
});

test("settingsHash() differs in every setting, and takes a key without a default for changed", () => {
  const hashes = [
    settingsHash({}, defaults),
    settingsHash({ epochs: 3 }, defaults),
    settingsHash({ seeds: [0, 1] }, defaults),
    settingsHash({ c3: "full" }, defaults),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
});
