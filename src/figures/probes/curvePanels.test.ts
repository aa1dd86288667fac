import { expect, test } from "vitest";
import { curvePanels } from "./curvePanels.ts";

const options = {
  id: "curve-panels",
  title: "Curves",
  caption: "How they fall.",
  xLabel: "components",
  yLabel: "share",
  xScale: "logarithmic",
  xFormat: "number",
} as const;

test("curvePanels() draws a small chart for each panel, and has every point in its data", async () => {
  const curves = ["conv1", "conv2"].map((panel) => ({
    panel,
    series: "epoch 3",
    xs: [1, 2, 4],
    ys: [0.5, 0.75, 1],
  }));
  const { svg, data } = await curvePanels(curves, { ...options, level: 0.7 });
  for (const word of ["conv1", "conv2", "epoch 3", "components", "share"]) {
    expect(svg).toContain(`>${word}</text>`);
  }
  expect(svg).toContain('stroke-dasharray="2 4"');
  expect(data).toHaveLength(6);
  expect(data[1]).toEqual({ panel: "conv1", series: "epoch 3", x: 2, y: 0.75 });
});

test("curvePanels() has an axis of some length for curves of one point", async () => {
  const curve = { panel: "a", series: "b", xs: [1], ys: [1] };
  const { svg } = await curvePanels([curve], options);
  expect(svg).not.toContain("NaN");
});
