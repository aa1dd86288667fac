import { expect, test } from "vitest";
import { countOf, textsOf } from "../../test/support/svg.ts";
import { estimateOf } from "../core/statistics.ts";
import { layerErrors, mergeOrders } from "./layerErrors.ts";

const errors = (network: string, layers: readonly string[], values: readonly number[]) =>
  layers.map((layer) => ({ network, layer, error: estimateOf(values) }));

test("layerErrors() draws a dot and an interval for each layer of each network", async () => {
  const { svg } = await layerErrors([
    ...errors("lenet5", ["c1", "s2", "logits"], [0.2, 0.3]),
    ...errors("mlp", ["f1", "logits"], [0.8, 0.9]),
  ]);
  const inLegend = 2;
  expect(countOf(svg, "[aria-label=dot] path, [aria-label=dot] circle")).toBe(5 + inLegend);
  expect(countOf(svg, "[aria-label=rule][stroke-width='2.5'] line")).toBe(5);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(["c1", "s2", "f1", "logits", "lenet5", "mlp"]),
  );
});

test("layerErrors() draws no interval from one seed, and says so", async () => {
  const { svg } = await layerErrors(errors("mlp", ["f1"], [0.8]));
  expect(countOf(svg, "[aria-label=rule][stroke-width='2.5'] line")).toBe(0);
  expect(textsOf(svg)).toContain("One seed; no confidence interval");
});

test("layerErrors() marks an error that is not a number", async () => {
  const { svg } = await layerErrors([
    ...errors("mlp", ["f1"], [Number.NaN]),
    ...errors("mlp", ["f2"], [0.5]),
  ]);
  expect(countOf(svg, "[aria-label=vector] path")).toBe(1);
  expect(textsOf(svg)).toContain("NaN or infinite: mlp at f1");
});

test.each([
  [[["a", "b"]], ["a", "b"]],
  [
    [
      ["c1", "s2", "c3", "logits"],
      ["c1", "blur", "s2", "c3", "logits"],
    ],
    ["c1", "blur", "s2", "c3", "logits"],
  ],
  [
    [
      ["c1", "s2", "logits"],
      ["f1", "f2", "logits"],
      ["pool", "f1", "f2", "logits"],
    ],
    ["c1", "s2", "pool", "f1", "f2", "logits"],
  ],
  [
    [["a"], ["b"]],
    ["a", "b"],
  ],
  [
    [
      ["a", "b"],
      ["b", "a"],
    ],
    ["a", "b"],
  ],
  [[], []],
])("mergeOrders() of %j is %j", (orders, merged) => {
  expect(mergeOrders(orders)).toEqual(merged);
});
