import { expect, test } from "vitest";
import { countOf, textsOf } from "../../test/support/svg.ts";
import { classCounts } from "./classCounts.ts";

test("classCounts() draws a line a class with both numbers", async () => {
  const { svg, title, data } = await classCounts([
    { label: "cats", train: 1000, test: 10 },
    { label: "dogs", train: 500, test: 20 },
  ]);
  expect(title).toBe("2 classes of 500 to 1,000 training images");
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["cats", "1,000 + 10", "dogs", "500 + 20"]));
  expect(data[1]).toEqual({ class: "dogs", train: 500, test: 20 });
});

test("classCounts() says so when all classes have equally many", async () => {
  const counts = ["a", "b"].map((label) => ({ label, train: 5, test: 1 }));
  expect((await classCounts(counts)).title).toBe("2 classes of 5 training images each");
  const tested = counts.map((count) => ({ ...count, train: 0 }));
  expect((await classCounts(tested)).title).toBe("2 classes of 1 test images each");
});

test("classCounts() draws columns of many classes", async () => {
  const counts = Array.from({ length: 100 }, (_, k) => ({ label: `${k}`, train: k, test: 1 }));
  const { svg } = await classCounts(counts);
  expect(textsOf(svg)).toContain("class, by its label");
  expect(countOf(svg, "rect")).toBeGreaterThanOrEqual(100);
});
