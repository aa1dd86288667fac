import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { textsOf } from "../../../../test/support/svg.ts";
import { taskFigure } from "./taskFigure.ts";

test("taskFigure() shows the pairs, what comes third and what model-2 says", async () => {
  const { svg, caption, data } = await taskFigure(madeUpSequence().examples, "made up");
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(["first image", "second image", "7, 6 → 5", "1, 0 → −1"]),
  );
  expect(caption).toContain("model-2 answers 5, 8, −1, 7: 3 of 4 are right");
  expect(data[0]).toMatchObject({ row: "first image", description: "a 7" });
});
