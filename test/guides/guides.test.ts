import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { finiteDifferences } from "../../src/autodiff/finiteDifferences.ts";
import { gradients } from "../../src/autodiff/gradients.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { makeGraph } from "../../src/graph/graph.ts";
import type { Value } from "../../src/graph/node.ts";
import { input } from "../../src/ops/leaves.ts";
import { mul } from "../../src/ops/mul.ts";
import { sum } from "../../src/ops/sum.ts";
import { everyBackend } from "../support/everyBackend.ts";
import { leafScope } from "../support/leafScope.ts";
import { runOnce } from "../support/runOnce.ts";
import { signs } from "./signs.ts";
import { softsign } from "./softsign.ts";

const x = input("x", [4]);
const dy = input("dy", [4]);

/** What a layer gives, and what flows back through it. */
function bothWays(layer: (x: Value) => Value): Record<string, Value> {
  const y = layer(x);
  const [dx] = gradients(sum(mul(y, dy)), [x]);
  return { y, dx: dx! };
}

const softly = (v: Value): Value => softsign(v, leafScope().scope.child("act"));

test.each(everyBackend())("softsign() runs on %s", (_, backend) => {
  const numbers = { x: [0, 1, -3, 0.25], dy: [1, 2, 1, 1] };
  const { y, dx } = runOnce(bothWays(softly), numbers, backend);
  expectClose(y!, [0, 0.5, -0.75, 0.2]);
  expectClose(dx!, [1, 0.5, 0.0625, 0.64]);
});

test("softsign() has the gradient that differences give", () => {
  const backend = makeReferenceBackend({ precision: "f64" });
  const numbers = { x: [0.1, 1.2, -3.1, 0.25], dy: [1, -2, 1, 0.5] };
  const { dx } = runOnce(bothWays(softly), numbers, backend);
  const forward = backend.compile(makeGraph({ loss: sum(mul(softly(x), dy)) }));
  forward.inputs.dy!.set(numbers.dy);
  forward.inputs.x!.set(numbers.x);
  const [numeric] = finiteDifferences({
    evaluate: () => {
      forward.run();
      return forward.outputs.loss![0]!;
    },
    values: [forward.inputs.x as Float64Array],
  });
  expectClose(dx!, numeric!);
});

test("signs() lets the gradient pass", () => {
  const result = runOnce(bothWays(signs), { x: [0.2, -0.1, 0, -7], dy: [1, 2, 3, 4] });
  expect(result).toEqual({ y: [1, -1, 1, -1], dx: [1, 2, 3, 4] });
});

test("the guide shows the layers as they are", () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const guide = read("docs/guides/custom-layer.md");
  for (const path of ["test/guides/signs.ts", "test/guides/softsign.ts"]) {
    const code = read(path).replaceAll('"../../src/', '"../src/');
    expect(guide).toContain(`<!-- ${path} -->\n\`\`\`ts\n${code}\`\`\``);
  }
});

test("the guide to studies shows the one that is tested", () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  expect(read("docs/guides/own-study.md")).toContain(read("test/guides/secondEpoch.ts"));
});

function expectClose(values: readonly number[], expected: ArrayLike<number>): void {
  for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[i]!, 6);
}
