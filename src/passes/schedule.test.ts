import { expect, test } from "vitest";
import { gradients } from "../autodiff/gradients.ts";
import { makeGraph } from "../graph/graph.ts";
import { inLayer } from "../graph/layer.ts";
import { concat } from "../ops/concat.ts";
import { input } from "../ops/leaves.ts";
import { linear } from "../ops/linear.ts";
import { reshape } from "../ops/reshape.ts";
import { sum } from "../ops/sum.ts";
import { scheduleOf } from "./schedule.ts";

test("scheduleOf() computes each layer's gradients before those of the layer before it", () => {
  const weights = ["f1", "f2", "f3"].map((name) => input(name, [4, 4]));
  const names = ["f1", "f2", "f3"];
  const y = weights.reduce(
    (x, weight, index) => inLayer(names[index]!, () => linear(x, weight, null)),
    input("x", [2, 4]),
  );
  const parts = gradients(sum(y), weights).map((part) => reshape(part, [16]));
  const order = scheduleOf(makeGraph({ gradient: concat(parts) }));
  const layers = order.filter(({ op }) => op.name === "linearParameterGrad").map((n) => n.layer);
  expect(layers).toEqual(["f3", "f2", "f1"]);
  for (const [place, node] of order.entries()) {
    for (const own of node.inputs) expect(order.indexOf(own.node)).toBeLessThan(place);
  }
});
