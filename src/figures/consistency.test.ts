import { expect, test } from "vitest";
import { parseSvg, textsOf } from "../../test/support/svg.ts";
import { estimateOf } from "../core/statistics.ts";
import { consistency } from "./consistency.ts";

test("consistency() plots agreement against distance", async () => {
  const { svg, data } = await consistency(
    [0, 1, 2].map((distance) => ({
      network: "lenet5",
      distance,
      agreement: estimateOf([1 - distance / 4]),
    })),
  );
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(["lenet5", "same answer as without the shift", "100%", "2"]),
  );
  expect(data.map(({ distance, mean }) => [distance, mean])).toEqual([
    [0, 1],
    [1, 0.75],
    [2, 0.5],
  ]);
});

test("consistency() draws no band beyond 0 and 100%, however wide the interval", async () => {
  const { svg } = await consistency([
    { network: "lenet5", distance: 0, agreement: estimateOf([0.9, 1]) },
    { network: "lenet5", distance: 1, agreement: estimateOf([0.1, 0.9]) },
  ]);
  const band = parseSvg(svg).querySelector("[aria-label=area] path")!.getAttribute("d")!;
  const heights = [...band.matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y));
  // The frame of the chart, from the top margin to the axis.
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...heights)).toBeLessThanOrEqual(360 - 44);
});
