import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { formatsIn } from "./formatsIn.ts";

const known = { csv: 1, tensorboard: 2 };

test("formatsIn() gives all formats where none was asked for, and else those, each once", () => {
  expect(formatsIn("runs export", undefined, known)).toEqual(["csv", "tensorboard"]);
  expect(formatsIn("runs export", "tensorboard,csv,tensorboard", known)).toEqual([
    "tensorboard",
    "csv",
  ]);
});

test("formatsIn() refuses a format that there is not", () => {
  expect(() => formatsIn("runs export", "csv,tensorbord", known)).toThrow(
    new UsageError(
      'Cannot run "runs export": there is no format "tensorbord", needs "csv" or "tensorboard"; did you mean "tensorboard"',
    ),
  );
});
