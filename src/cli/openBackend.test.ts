import { expect, test } from "vitest";
import type { Backend } from "../backends/backend.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { BackendError } from "../core/errors.ts";
import { inPrecision } from "./openBackend.ts";

function backendWith(bf16: Backend["bf16"], instructionSet: string): Backend {
  return {
    ...makeReferenceBackend(),
    bf16,
    description: `oneDNN 2.6.3, ${instructionSet}, 2 threads`,
  };
}

const silent = () => expect.fail("nothing is to be said");

/** The backend that comes of asking for bf16, and what is said. */
function askedForBf16(backend: Backend) {
  const notes: string[] = [];
  return { opened: inPrecision(backend, "bf16", { note: (line) => notes.push(line) }), notes };
}

test("inPrecision() says nothing where there are instructions for bf16", () => {
  const { opened, notes } = askedForBf16(backendWith("native", "AVX-512 bf16"));
  expect([opened.precision, opened.description, notes]).toEqual([
    "bf16",
    "oneDNN 2.6.3, AVX-512 bf16, 2 threads, bf16",
    [],
  ]);
});

test("inPrecision() warns where bf16 gains no time", () => {
  const { opened, notes } = askedForBf16(backendWith("emulated", "AVX-512"));
  expect([opened.precision, notes]).toEqual([
    "bf16",
    [
      "bf16 is emulated by oneDNN 2.6.3, AVX-512, 2 threads: the numbers are right, but come no faster",
    ],
  ]);
});

test("inPrecision() goes on in f32, with the reason, where bf16 cannot be had", () => {
  const backend = backendWith("none", "AVX2");
  const { opened, notes } = askedForBf16(backend);
  expect(opened).toBe(backend);
  expect(notes).toEqual([
    "Cannot compute in bf16: oneDNN 2.6.3, AVX2, 2 threads has no operations on it, needs AVX-512; going on in f32",
  ]);
});

test("inPrecision() gives the backend as it is for f32", () => {
  const backend = backendWith("none", "AVX2");
  expect(inPrecision(backend, "f32", { note: silent })).toBe(backend);
});

test("inPrecision() refuses f32 for bf16 where the precision has to be kept", () => {
  const kept = { note: silent, keepsPrecision: true };
  expect(() => inPrecision(backendWith("none", "AVX2"), "bf16", kept)).toThrow(
    new BackendError(
      "Cannot compute in bf16: oneDNN 2.6.3, AVX2, 2 threads has no operations on it, needs AVX-512",
    ),
  );
});
