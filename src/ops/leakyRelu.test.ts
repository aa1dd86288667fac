import { expect, test } from "vitest";
import { GraphError } from "../core/errors.ts";
import { leakyRelu } from "./leakyRelu.ts";
import { input } from "./leaves.ts";

test("leakyRelu() refuses a negative slope", () => {
  expect(() => leakyRelu(input("x", [2]), -0.1)).toThrow(
    new GraphError("Cannot apply leakyRelu: slope = -0.1, needs 0 or more"),
  );
});
