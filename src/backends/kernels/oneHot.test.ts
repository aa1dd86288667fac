import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { input } from "../../ops/leaves.ts";
import { oneHot } from "../../ops/oneHot.ts";

test("oneHot() sets the label's place, and none for a label that is no class", () => {
  const y = oneHot(input("labels", [4], "i32"), 3);
  expect(runOnce({ y }, { labels: [2, 0, -1, 3] }).y).toEqual([
    ...[0, 0, 1],
    ...[1, 0, 0],
    ...[0, 0, 0],
    ...[0, 0, 0],
  ]);
});
