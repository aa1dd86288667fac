import { expect, test } from "vitest";
import { text } from "../core/settings.ts";
import { defineProbe } from "./probe.ts";
import { keysOf, resolveOptions } from "./resolveOptions.ts";

const probe = defineProbe<{ readonly layers: string }>({
  id: "looker",
  title: "Looker",
  question: "?",
  options: { layers: text("all", "layers") },
  images: { part: "train", count: 50 },
  measure: () => ({ readings: [] }),
});

test("resolveOptions() fills in what is not said", () => {
  const options = { layers: "all", part: "train", count: 50, fitCount: 0, draw: 0 };
  expect(resolveOptions(probe)).toEqual(options);
  expect(resolveOptions(probe, { count: "7", part: "test", layers: "conv*" })).toEqual({
    ...options,
    layers: "conv*",
    part: "test",
    count: 7,
  });
});

test("resolveOptions() refuses keys and values that there are not", () => {
  expect(() => resolveOptions(probe, { layer: "f1" })).toThrow(
    'Cannot set "layer" of "looker": there is no such key',
  );
  expect(() => resolveOptions(probe, { part: "tests" })).toThrow(
    'Cannot set part of "looker": "tests" was given, needs "test" or "train" or "validation"',
  );
});

test("keysOf() has keys of images for probes that look at some, and of a fit for those that fit", () => {
  expect(Object.keys(keysOf(probe))).toEqual(["layers", "part", "count", "draw"]);
  expect(Object.keys(keysOf({ ...probe, fitCount: 9 }))).toContain("fitCount");
  const { images: _images, ...blind } = probe;
  expect(Object.keys(keysOf(blind))).toEqual(["layers"]);
});
