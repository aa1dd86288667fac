import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { makeStream } from "../../core/random.ts";
import { makeGraph } from "../../graph/graph.ts";
import { input } from "../../ops/leaves.ts";
import { normal, uniform } from "../../ops/random.ts";
import { makeReferenceBackend } from "../reference/reference.ts";

const key = input("key", [4], "i32");

test("uniform gives the numbers of its stream at the seed and step of the key", () => {
  const seed = 2 ** 40 + 2 ** 31 + 5;
  const step = 2 ** 33 + 7;
  const words = [seed % 2 ** 32, 2 ** 8, 7, 2];
  const { y } = runOnce(
    { y: uniform(key, { stream: "dropout/f6", shape: [2, 3] }) },
    { key: words },
  );
  const stream = makeStream(seed, "dropout/f6");
  expect(y).toEqual([0, 1, 2, 3, 4, 5].map((index) => stream.uniform(step, index)));
});

test("normal gives the numbers of its stream", () => {
  const { y } = runOnce({ y: normal(key, { stream: "noise", shape: [5] }) }, { key: [3, 0, 4, 0] });
  const expected = new Float32Array(5);
  makeStream(3, "noise").fillNormal(expected, 4, 0, 1);
  expect(y).toEqual([...expected]);
});

test("uniform follows the seed and the step from run to run", () => {
  const y = uniform(key, { stream: "dropout", shape: [4] });
  const { inputs, outputs, run } = makeReferenceBackend().compile(makeGraph({ y }));
  const at = (seed: number, step: number) => {
    inputs.key!.set([seed, 0, step, 0]);
    run();
    return [...outputs.y!];
  };
  const first = at(1, 0);
  expect(at(1, 1)).not.toEqual(first);
  expect(at(2, 0)).not.toEqual(first);
  expect(at(1, 0)).toEqual(first);
});
