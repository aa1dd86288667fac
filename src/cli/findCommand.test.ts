import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { findCommand } from "./findCommand.ts";

test("findCommand() finds commands of one and of two words, whatever flags stand before", () => {
  expect(findCommand(["--json", "doctor"])?.name).toBe("doctor");
  expect(findCommand(["study", "run", "translation"])?.name).toBe("study run");
});

test.each([[[]], [["--help"]], [["study"]], [["data", "--help"]]])(
  "findCommand() leaves %o to help",
  (args) => {
    expect(findCommand(args)).toBeUndefined();
  },
);

test.each([
  [
    ["trian"],
    'Cannot run "trian": there is no such command, needs "study", "verify", "train", "resume", "fork", "divergence", "sweep", "probes", "probe", "runs", "data", "models", "export", "schema", "bench" or "doctor"; did you mean "train"',
  ],
  [
    ["models", "sohw"],
    'Cannot run "models sohw": there is no such command, needs "models ls" or "models show"; did you mean "models show"',
  ],
  [
    ["data", "frobnicate"],
    'Cannot run "data frobnicate": there is no such command, needs "data ls", "data get", "data pack", "data show", "data check" or "data transforms"',
  ],
])("findCommand() refuses %o", (args, message) => {
  expect(() => findCommand(args)).toThrow(new UsageError(message));
});
