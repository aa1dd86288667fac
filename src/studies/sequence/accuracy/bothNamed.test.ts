import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { bothNamed } from "./bothNamed.ts";

test("bothNamed() is the product of both shares, seed by seed", () => {
  const results = madeUpSequence(
    { seeds: [0, 1], experiments: "no" },
    { accuracy: (row, seed) => (row === "cnn1" ? 0.5 + seed / 4 : 0.5) },
  );
  expect(bothNamed(results).values).toEqual([0.25, 0.375]);
});
