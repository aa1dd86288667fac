import { expect, test } from "vitest";
import { countOf, textsOf } from "../../test/support/svg.ts";
import { estimateOf } from "../core/statistics.ts";
import { answerShares } from "./answerShares.ts";

test("answerShares() shows a panel an answer, a row a class, and frames the row where it is right", async () => {
  const { svg, data } = await answerShares(
    [3, 2].flatMap((answer) =>
      [1, 2, 3].flatMap((label) =>
        [-1, 0, 1].map((dx) => ({ answer, label, dx, share: estimateOf([label / 10]) })),
      ),
    ),
  );
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["Answer “3”", "Answer “2”", "true digit"]));
  expect(countOf(svg, "[aria-label=cell]:not([fill=none]) rect")).toBe(18);
  expect(countOf(svg, "[aria-label=cell][stroke-width='2.5'] rect")).toBe(2);
  expect(data).toHaveLength(18);
  expect(data[0]).toEqual({
    answer: 3,
    label: 1,
    dx: -1,
    mean: 0.1,
    low: null,
    high: null,
    n: 1,
    values: "0.1",
  });
});
