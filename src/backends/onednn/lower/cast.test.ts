import { expect, test } from "vitest";
import { describeOnednn } from "../../../../test/support/describeOnednn.ts";
import { expectAsReference } from "../../../../test/support/expectAsReference.ts";
import { makeGraph } from "../../../graph/graph.ts";
import type { Value } from "../../../graph/node.ts";
import { affine } from "../../../ops/affine.ts";
import { cast } from "../../../ops/cast.ts";
import { conv2d } from "../../../ops/conv2d.ts";
import { input, state } from "../../../ops/leaves.ts";
import { maxPool2d } from "../../../ops/maxPool2d.ts";
import { slice } from "../../../ops/pad.ts";
import { reshape } from "../../../ops/reshape.ts";
import { sub } from "../../../ops/sub.ts";
import { transpose } from "../../../ops/transpose.ts";
import { makeStatesFor } from "../../../train/states.ts";

const kernel = [16, 16, 3, 3];
const count = 16 * 16 * 9;

describeOnednn("lowerCast()", (backend) => {
  const tested = test.skipIf(backend.bf16 === "none");

  tested("rounds a weight on its way from the parameter vector into its blocks", () => {
    const vector = state("parameters", [count + 5]);
    const weight = cast(reshape(slice(vector, [5], [count]), kernel), "bf16");
    const y = conv2d(cast(input("x", [2, 16, 12, 12]), "bf16"), { weight });
    const graph = makeGraph({ y: cast(y, "f32") });
    const executable = backend.compile(graph, makeStatesFor(graph, backend));
    const steps = executable.profile(1).map(({ name, shape }) => `${name} ${shape}`);
    expect(steps).toEqual([
      "reorder [2, 16, 12, 12]",
      "reorder [16, 16, 3, 3]",
      "conv2d [2, 16, 12, 12]",
      "reorder [2, 16, 10, 10]",
    ]);
  });

  tested("reads a state before it is updated in place", () => {
    const w = state("w", [2]);
    const rounded = cast(w, "bf16");
    const graph = makeGraph({ y: cast(affine(rounded, 2), "f32") }, [
      { state: w, value: sub(w, input("step", [2])) },
    ]);
    const states = backend.makeStates({ w: { dtype: "f32", shape: [2] } });
    states.write("w", [1, 2]);
    const executable = backend.compile(graph, states);
    executable.inputs.step!.fill(0.5);
    executable.run();
    expect([...executable.outputs.y!]).toEqual([2, 4]);
    expect([...states.read("w")]).toEqual([0.5, 1.5]);
  });

  tested("gives views, windows and permutations of a rounded value their own type", () => {
    const x = input("x", [1, 2, 4, 4]);
    const rounded = cast(x, "bf16");
    const widened = (value: Value) => cast(value, "f32");
    const values = {
      view: widened(reshape(rounded, [2, 16])),
      turned: widened(transpose(rounded, [0, 1, 3, 2])),
      part: widened(slice(rounded, [0, 1, 1, 1], [1, 1, 2, 3])),
      largest: widened(maxPool2d(rounded, { kernelSize: 2 })),
    };
    expectAsReference(backend, values, { x: Array.from({ length: 32 }, (_, i) => i / 7 - 2) });
  });
});
