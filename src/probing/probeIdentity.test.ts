import { expect, test } from "vitest";
import { numbersHash } from "./numbersHash.ts";
import { defineProbe } from "./probe.ts";
import { identityHash, probeIdentity } from "./probeIdentity.ts";
import { resolveOptions } from "./resolveOptions.ts";

const probe = defineProbe({
  id: "looker",
  title: "Looker",
  question: "?",
  images: { part: "test", count: 50 },
  measure: () => ({ readings: [] }),
});
const fingerprint = { train: "a", test: "b" };
const hashOf = (own: Partial<{ version: string; train: string; test: string; count: string }>) => {
  const { version = "1", train = "a", test = "b", count = "50" } = own;
  const options = resolveOptions(probe, { count });
  return identityHash(probeIdentity(probe, options, { version, fingerprint: { train, test } }));
};

test("identityHash() changes with version, options and the data that are looked at, and with nothing else", () => {
  expect(hashOf({})).toMatch(/^[0-9a-f]{8}$/);
  expect(hashOf({ train: "x" })).toBe(hashOf({}));
  const others = [{ version: "2" }, { test: "x" }, { count: "51" }].map(hashOf);
  expect(new Set([...others, hashOf({})]).size).toBe(4);
});

test("probeIdentity() has the training images of a probe that fits to them", () => {
  const fitting = { ...probe, fitCount: 10 };
  const options = resolveOptions(fitting);
  expect(probeIdentity(fitting, options, { version: "1", fingerprint }).data).toEqual(fingerprint);
  const { images: _images, ...blind } = probe;
  expect(probeIdentity(blind, options, { version: "1", fingerprint }).data).toEqual({});
});

test("numbersHash() changes with every number", () => {
  const hash = (parameters: number[], buffers: number[]) =>
    numbersHash({
      parameters: Float32Array.from(parameters),
      buffers: Float32Array.from(buffers),
    });
  expect(hash([1, 2], [3])).toBe(hash([1, 2], [3]));
  expect(hash([1, 2], [3])).not.toBe(hash([1, 2], [4]));
  expect(hash([1, 2], [3])).not.toBe(hash([1, 3], [3]));
});
