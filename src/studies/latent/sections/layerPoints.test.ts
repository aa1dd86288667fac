import { expect, test } from "vitest";
import { estimateOf } from "../../../core/statistics.ts";
import { layerPoints } from "./layerPoints.ts";

test("layerPoints() has a point a layer, and a gap where nothing is known", () => {
  const points = layerPoints({
    panel: "A",
    series: "trained",
    estimateAt: (layer) => (layer === "c2" ? null : estimateOf([3])),
  });
  expect(points.map(({ x }) => x)).toEqual(["c1", "c2", "c3", "c4", "c5", "c6", "gap"]);
  expect(points[1]!.y).toMatchObject({ mean: Number.NaN, n: 0 });
  expect(points[2]).toMatchObject({ panel: "A", series: "trained", y: { mean: 3 } });
});
