import { expect, test } from "vitest";
import { countStates, statesText } from "./stateCounts.ts";

test("countStates() counts in the order in which states come, and statesText() says it", () => {
  const counts = countStates([{ state: "done" }, { state: "failed" }, { state: "done" }]);
  expect(counts).toEqual({ done: 2, failed: 1 });
  expect(statesText(counts)).toBe("2 done, 1 failed");
  expect(statesText(countStates([]))).toBe("");
});
