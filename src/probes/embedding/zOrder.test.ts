import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { makeZOrder } from "./zOrder.ts";

test("makeZOrder() goes through the quarters of a square, and through the quarters of each", () => {
  const places = [3, 1, 0, 2].flatMap((y) => [2, 3, 0, 1].flatMap((x) => [x, y]));
  const { order } = makeZOrder(16)(Float64Array.from(places));
  const sorted = Array.from(order, (point) => `${places[2 * point]},${places[2 * point + 1]}`);
  expect(sorted.slice(0, 8)).toEqual(["0,0", "1,0", "0,1", "1,1", "2,0", "3,0", "2,1", "3,1"]);
});

test("makeZOrder() sorts its keys, names each point once, and takes what comes next anew", () => {
  const [count, sort] = [3000, makeZOrder(3000)];
  const positions = new Float64Array(2 * count);
  for (let step = 0; step < 2; step++) {
    makeStream(0, "places").fillNormal(positions, step, 0, 5);
    const { keys, order } = sort(positions);
    expect(keys).toEqual(keys.slice().sort());
    expect(order.slice().sort()).toEqual(Uint32Array.from({ length: count }, (_, at) => at));
  }
});

test("makeZOrder() leaves points at one place in their order", () => {
  const { keys, order } = makeZOrder(3)(new Float64Array(6).fill(7));
  expect([...keys]).toEqual([0, 0, 0]);
  expect([...order]).toEqual([0, 1, 2]);
});
