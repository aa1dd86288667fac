import { expect, test } from "vitest";
import { textsOf } from "../../test/support/svg.ts";
import { estimateOf } from "../core/statistics.ts";
import { distanceCurves } from "./distanceCurves.ts";

const rows = [-9, 0, 9].flatMap((distance) => [
  { network: "LSTM", distance, accuracy: estimateOf([0.25, 0.75]) },
  { network: "model-2", distance, accuracy: estimateOf([0.9, 0.9]) },
]);

test("distanceCurves() draws a line a network and has every number in its data", async () => {
  const { svg, data } = await distanceCurves(rows);
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["LSTM", "model-2", "−9", "0", "9"]));
  expect(data).toHaveLength(6);
  expect(data[0]).toMatchObject({ network: "LSTM", distance: -9, mean: 0.5, n: 2 });
});

test("distanceCurves() says where there is no interval", async () => {
  const single = [{ network: "LSTM", distance: 1, accuracy: estimateOf([0.5]) }];
  const { svg } = await distanceCurves(single);
  expect(textsOf(svg).join(" ")).toContain("One seed; no confidence interval");
});
