import fc from "fast-check";
import { expect, test } from "vitest";
import { afterSteps, arithmeticSteps } from "../../../test/support/arithmeticSteps.ts";
import { describeOnednn } from "../../../test/support/describeOnednn.ts";
import { twoRuns } from "../../../test/support/twoRuns.ts";
import { type Graph, makeGraph, nameOf, nodesOf } from "../../graph/graph.ts";
import type { Value } from "../../graph/node.ts";
import { add } from "../../ops/add.ts";
import { affine } from "../../ops/affine.ts";
import { concat } from "../../ops/concat.ts";
import { conv2d } from "../../ops/conv2d.ts";
import { input, state } from "../../ops/leaves.ts";
import { mul } from "../../ops/mul.ts";
import { slice } from "../../ops/pad.ts";
import { relu } from "../../ops/relu.ts";
import { reshape } from "../../ops/reshape.ts";
import { sub } from "../../ops/sub.ts";
import { makeReferenceBackend } from "../reference/reference.ts";
import { Chains } from "./chains.ts";
import { updatesInPlace } from "./updates.ts";

const p = state("p", [2]);
const m = state("m", [2]);
const gradient = input("gradient", [2]);

/** The states whose new values may be made in their own memory. */
function inPlace(graph: Graph): string[] {
  const nodes = nodesOf(graph);
  const chains = new Chains(graph, nodes);
  return updatesInPlace(graph, nodes, chains).map((update) => nameOf(update.state));
}

test("updatesInPlace() takes arithmetic on a state that nothing reads later", () => {
  expect(inPlace(makeGraph({}, [{ state: p, value: sub(p, gradient) }]))).toEqual(["p"]);
  expect(inPlace(makeGraph({}, [{ state: p, value: mul(gradient, p) }]))).toEqual(["p"]);
  expect(inPlace(makeGraph({}, [{ state: p, value: add(gradient, gradient) }]))).toEqual(["p"]);
  const earlier = makeGraph({ y: affine(p, 2) }, [{ state: p, value: add(p, gradient) }]);
  expect(inPlace(earlier)).toEqual(["p"]);
  expect(inPlace(makeGraph({}, [{ state: p, value: affine(p, 2) }]))).toEqual(["p"]);
  expect(inPlace(makeGraph({}, [{ state: p, value: relu(p) }]))).toEqual([]);
  expect(inPlace(makeGraph({}, [{ state: p, value: gradient }]))).toEqual([]);
});

test("updatesInPlace() leaves out a state whose old value is still wanted", () => {
  const next = add(p, gradient);
  const refused: Readonly<Record<string, Value>> = {
    "as it is": p,
    "under another shape": reshape(p, [1, 2]),
    "in part": slice(p, [0], [1]),
    "in part and under another shape": reshape(slice(p, [0], [1]), [1, 1]),
  };
  for (const [how, old] of Object.entries(refused)) {
    expect({ how, states: inPlace(makeGraph({ old }, [{ state: p, value: next }])) }).toEqual({
      how,
      states: [],
    });
  }
  const later = makeGraph({ y: add(next, reshape(reshape(p, [1, 2]), [2])) }, [
    { state: p, value: next },
  ]);
  expect(inPlace(later)).toEqual([]);
});

test("updatesInPlace() leaves out a state whose old value a product takes along to a later sum", () => {
  const next = add(p, gradient);
  for (const product of [affine(p, 0.5), mul(p, gradient)]) {
    expect(inPlace(makeGraph({ y: sub(product, next) }, [{ state: p, value: next }]))).toEqual([]);
    expect(inPlace(makeGraph({}, [{ state: p, value: sub(p, product) }]))).toEqual(["p"]);
  }
});

test("updatesInPlace() leaves out a state of which a part is stretched over the new value", () => {
  const part = slice(p, [0], [1]);
  expect(inPlace(makeGraph({}, [{ state: p, value: sub(p, part) }]))).toEqual([]);
  expect(inPlace(makeGraph({}, [{ state: p, value: sub(p, mul(gradient, part)) }]))).toEqual([]);
  const earlier = makeGraph({ y: affine(part, 2) }, [{ state: p, value: sub(p, gradient) }]);
  expect(inPlace(earlier)).toEqual(["p"]);
});

test("updatesInPlace() leaves out both of two states with one new value", () => {
  const shared = add(p, m);
  const updates = [p, m].map((own) => ({ state: own, value: shared }));
  expect(inPlace(makeGraph({}, updates))).toEqual([]);
});

test("updatesInPlace() takes states whose parts are made one by one", () => {
  const [first, second] = [0, 1].map((at) => slice(p, [at], [1])) as [Value, Value];
  const g = slice(gradient, [0], [1]);
  const joined = (...parts: Value[]) => makeGraph({}, [{ state: p, value: concat(parts) }]);
  expect(inPlace(joined(sub(first, g), mul(second, g)))).toEqual(["p"]);
  expect(inPlace(joined(sub(first, mul(first, g)), reshape(add(second, g), [1])))).toEqual(["p"]);
  // A part would be written before another reads it.
  expect(inPlace(joined(sub(second, g), sub(first, g)))).toEqual([]);
  // A part that is no arithmetic, one that stands twice, and one that stands elsewhere too.
  expect(inPlace(joined(sub(first, g), relu(second)))).toEqual([]);
  const shared = sub(first, g);
  expect(inPlace(joined(shared, shared))).toEqual([]);
  const both = [
    { state: p, value: concat([shared, sub(second, g)]) },
    { state: m, value: concat([g, shared]) },
  ];
  expect(inPlace(makeGraph({}, both))).toEqual([]);
});

describeOnednn("updates", (backend) => {
  test("momentum and parameters move together, in whatever order they are listed", () => {
    const velocity = add(affine(m, 0.5), gradient);
    const moved = sub(p, mul(velocity, input("rate", [])));
    const updates = [
      { state: p, value: moved },
      { state: m, value: velocity },
    ];
    const numbers = { p: [1, 2], m: [4, -8], gradient: [1, 1], rate: [0.5] };
    for (const listed of [updates, updates.toReversed()]) {
      const graph = makeGraph({}, listed);
      expect(inPlace(graph).toSorted()).toEqual(["m", "p"]);
      expect(twoRuns(backend, graph, numbers)).toEqual([
        { m: [3, -3], p: [-0.5, 3.5] },
        { m: [2.5, -0.5], p: [-1.75, 3.75] },
      ]);
    }
  });

  test("parts of states move by themselves, whatever reads them before", () => {
    const [first, second] = [0, 1].map((at) => slice(p, [at], [1])) as [Value, Value];
    const product = mul(first, second);
    const parts = [sub(first, product), add(mul(second, second), product)];
    const velocity = parts.map((part, at) => add(slice(m, [at], [1]), part));
    const graph = makeGraph({ product }, [
      { state: p, value: concat(parts) },
      { state: m, value: concat(velocity) },
    ]);
    expect(inPlace(graph)).toEqual(["p", "m"]);
    expect(twoRuns(backend, graph, { p: [2, 3], m: [1, 1] })).toEqual([
      { product: [6], p: [-4, 15], m: [-3, 16] },
      { product: [-60], p: [56, 165], m: [53, 181] },
    ]);
    const apart = makeGraph({}, [
      { state: p, value: concat([sub(first, slice(gradient, [1], [1])), mul(second, second)]) },
    ]);
    expect(inPlace(apart)).toEqual(["p"]);
    expect(twoRuns(backend, apart, { p: [2, 3], gradient: [0, 1] })).toEqual([
      { p: [1, 9] },
      { p: [0, 81] },
    ]);
  });

  test("states that are put together of any parts move as on the reference", () => {
    const [a, b] = [state("a", [6]), state("b", [6])];
    const halves = [a, b].flatMap((own) => [slice(own, [0], [3]), slice(own, [3], [3])]);
    const numbers = { a: [1, 2, 3, 4, 5, 6], b: [0.5, 1, 1.5, 1.5, 1, 0.5] };
    const places = fc.array(fc.nat(9), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(arithmeticSteps, places, (steps, places) => {
        const values = afterSteps(halves, steps);
        const [a1, a2, b1, b2, y] = places.map((at) => values.at(-1 - (at % values.length))!);
        const graph = makeGraph({ y: y! }, [
          { state: a, value: concat([a1!, a2!]) },
          { state: b, value: concat([b1!, b2!]) },
        ]);
        const own = twoRuns(backend, graph, numbers);
        const expected = twoRuns(makeReferenceBackend(), graph, numbers);
        for (const [run, results] of expected.entries()) {
          for (const [name, values] of Object.entries(results)) {
            values.forEach((value, i) => {
              expect(own[run]![name]![i]! / value).toBeCloseTo(1, 4);
            });
          }
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test("an output that is a state's old value shows the old value", () => {
    const next = add(p, gradient);
    const graph = makeGraph({ old: p, part: slice(p, [1], [1]), next }, [
      { state: p, value: next },
    ]);
    expect(twoRuns(backend, graph, { p: [1, 2], gradient: [10, 20] })).toEqual([
      { old: [1, 2], part: [2], next: [11, 22], p: [11, 22] },
      { old: [11, 22], part: [22], next: [21, 42], p: [21, 42] },
    ]);
  });

  test("updates that read each other's states all read the old values", () => {
    const swap = [
      { state: p, value: m },
      { state: m, value: p },
    ];
    expect(twoRuns(backend, makeGraph({}, swap), { p: [1, 2], m: [3, 4] })).toEqual([
      { p: [3, 4], m: [1, 2] },
      { p: [1, 2], m: [3, 4] },
    ]);
    const mixed = [
      { state: p, value: add(p, m) },
      { state: m, value: sub(m, p) },
    ];
    expect(twoRuns(backend, makeGraph({}, mixed), { p: [1, 2], m: [3, 5] })).toEqual([
      { p: [4, 7], m: [2, 3] },
      { p: [6, 10], m: [-2, -4] },
    ]);
  });

  test("an old value is read before the new one takes its place", () => {
    const next = add(p, gradient);
    const products = [affine(p, 10), mul(p, gradient)];
    const [tenfold, product] = products.map((own) =>
      twoRuns(backend, makeGraph({ y: sub(own, next) }, [{ state: p, value: next }]), {
        p: [1, 2],
        gradient: [2, 3],
      }),
    );
    expect(tenfold).toEqual([
      { y: [7, 15], p: [3, 5] },
      { y: [25, 42], p: [5, 8] },
    ]);
    expect(product).toEqual([
      { y: [-1, 1], p: [3, 5] },
      { y: [1, 7], p: [5, 8] },
    ]);
  });

  test("an element stretched over the whole is read before any is written", () => {
    const rows = state("rows", [3, 40]);
    const graph = makeGraph({}, [{ state: rows, value: sub(rows, slice(rows, [0, 0], [1, 40])) }]);
    const numbers = { rows: Array.from({ length: 120 }, (_, i) => Math.floor(i / 40) + 1) };
    const [first, second] = twoRuns(backend, graph, numbers);
    expect(first!.rows).toEqual(numbers.rows.map((row) => row - 1));
    expect(second!.rows).toEqual(numbers.rows.map((row) => row - 1));
  });

  test("a new value that was made in blocks reaches its state", () => {
    const total = state("total", [2, 32, 4, 4]);
    const x = input("x", [2, 32, 6, 6]);
    const weight = input("weight", [32, 32, 3, 3]);
    const graph = makeGraph({}, [{ state: total, value: add(conv2d(x, { weight }), total) }]);
    const numbers = { x: new Array(2304).fill(1), weight: new Array(9216).fill(1) };
    const [first, second] = twoRuns(backend, graph, numbers);
    expect(first!.total).toEqual(new Array(1024).fill(288));
    expect(second!.total).toEqual(new Array(1024).fill(576));
  });
});
