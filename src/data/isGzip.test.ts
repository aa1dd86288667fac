import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { isGzip } from "./isGzip.ts";

test("isGzip() knows what gzip packed by its first two bytes", () => {
  expect(isGzip(gzipSync("abc"))).toBe(true);
  expect(isGzip(Uint8Array.of(0x1f, 0x8b))).toBe(true);
  expect(isGzip(Uint8Array.of(0x1f))).toBe(false);
  expect(isGzip(Uint8Array.of(0x8b, 0x1f, 8))).toBe(false);
  expect(isGzip(new Uint8Array())).toBe(false);
});
