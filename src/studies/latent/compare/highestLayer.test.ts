import { expect, test } from "vitest";
import { estimateOf } from "../../../core/statistics.ts";
import { depthOf } from "../layers.ts";
import { highestLayer } from "./highestLayer.ts";

test("highestLayer() finds the convolution with the largest mean", () => {
  expect(highestLayer((layer) => estimateOf([Math.min(4, depthOf(layer)), 0]))).toBe("c4");
});

test("highestLayer() passes over what is not known", () => {
  expect(highestLayer((layer) => (layer === "c2" ? estimateOf([1]) : null))).toBe("c2");
  expect(highestLayer(() => null)).toBeUndefined();
});
