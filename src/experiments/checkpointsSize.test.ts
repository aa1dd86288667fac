import { expect, test } from "vitest";
import { checkpointsSize } from "./checkpointsSize.ts";
import { requestTraining } from "./trainingRequest.ts";

const sizeOf = (given: Readonly<Record<string, unknown>>) =>
  checkpointsSize(
    requestTraining({ model: "pooled-mlp", data: "generated-digits", ...given }, () => {}),
    {},
  );

/** With no epoch there is the untrained network's, and room for three more. */
const one = sizeOf({ epochs: 0 }) / 4;

test.each([
  ["log2", 8, 5 + 1 + 3],
  ["every", 8, 9 + 3],
  ["last", 8, 1 + 3],
  ["last", 1_000_000_000, 1 + 3],
])(
  "checkpointsSize() counts what %s keeps of %i epochs, the best, and three within an epoch",
  (ladder, epochs, count) => {
    expect(sizeOf({ ladder, epochs }) / one).toBeCloseTo(count, 9);
  },
);
