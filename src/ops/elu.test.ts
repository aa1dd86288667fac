import { expect, test } from "vitest";
import { GraphError } from "../core/errors.ts";
import { elu } from "./elu.ts";
import { input } from "./leaves.ts";

test("elu() refuses a negative alpha", () => {
  expect(() => elu(input("x", [2]), -1)).toThrow(
    new GraphError("Cannot apply elu: alpha = -1, needs 0 or more"),
  );
});
