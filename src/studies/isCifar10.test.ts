import { expect, test } from "vitest";
import { isCifar10 } from "./isCifar10.ts";

const published = {
  name: "cifar-10",
  title: "CIFAR-10",
  generated: false,
  note: "",
  classes: [],
  trainCount: 50_000,
  testCount: 10_000,
  sha256: "0",
};

test("isCifar10() knows the published files with all of their images", () => {
  expect(isCifar10(published)).toBe(true);
  expect(isCifar10({ ...published, trainCount: 10_000 })).toBe(false);
  expect(isCifar10({ ...published, testCount: 1000 })).toBe(false);
});

test("isCifar10() takes no packed copy for the published images", () => {
  const copy = { ...published, name: "cifar-10-jpeg-32", title: "CIFAR-10 (JPEG)" };
  expect(isCifar10(copy)).toBe(false);
});
