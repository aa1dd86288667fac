import { expect, test } from "vitest";
import { differingOptions } from "./differingOptions.ts";

test("differingOptions() tells what one probe was asked with otherwise", () => {
  const asked = [
    { id: "cka", options: { layers: "all", count: 256 } },
    { id: "cka", options: { layers: "all", count: 64 } },
    { id: "accuracy", options: { count: 10 } },
  ];
  expect(differingOptions(asked)).toEqual(["count=256", "count=64", ""]);
});
