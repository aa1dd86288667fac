import { expect, test } from "vitest";
import { changedSettings, settingsHash } from "./settingsHash.ts";

const defaults = { epochs: 2, seeds: [0, 1, 2], learningRate: 0.05 };

test("settingsHash() is six hexadecimal digits", () => {
  expect(settingsHash({ epochs: 3 }, defaults)).toMatch(/^[0-9a-f]{6}$/);
});

test("settingsHash() has as many digits as are asked for, and begins the same", () => {
  const long = settingsHash({ epochs: 3 }, defaults, 12);
  expect(long).toMatch(/^[0-9a-f]{12}$/);
  expect(long.slice(0, 6)).toBe(settingsHash({ epochs: 3 }, defaults));
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

test("changedSettings() gives what is not its default, as it would be typed", () => {
  const settings = { seeds: [0, 1], epochs: 2, c3: "full", learningRate: 0.1 };
  expect(changedSettings(settings, defaults)).toEqual({
    seeds: "0,1",
    c3: "full",
    learningRate: "0.1",
  });
  expect(changedSettings({ seeds: [0, 1, 2] }, defaults)).toEqual({});
});
