import { expect, test } from "vitest";
import { makeNetwork } from "../../zoo/index.ts";
import { hasOptions } from "./hasOptions.ts";

test("hasOptions() compares what a checkpoint states, also one that knows fewer options", () => {
  const { options } = makeNetwork("sixconv", { width: 8 });
  expect(hasOptions(options, options)).toBe(true);
  const { layout: _layout, normalisation: _normalisation, ...older } = options;
  expect(hasOptions(options, older)).toBe(true);
  expect(hasOptions(options, { ...older, width: "16" })).toBe(false);
  expect(hasOptions(options, { ...older, depth: "7" })).toBe(false);
});
