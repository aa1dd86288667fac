import { expect, test } from "vitest";
import { describeOnednn } from "../../../test/support/describeOnednn.ts";
import { makeGraph } from "../../graph/graph.ts";
import { inLayer } from "../../graph/layer.ts";
import type { Value } from "../../graph/node.ts";
import { cast } from "../../ops/cast.ts";
import { concat } from "../../ops/concat.ts";
import { input } from "../../ops/leaves.ts";
import { mul } from "../../ops/mul.ts";
import { tanh } from "../../ops/tanh.ts";

describeOnednn("memory.peak", (backend) => {
  const peakFor = (y: Value) => {
    const executable = backend.compile(makeGraph({ y }));
    executable.dispose();
    return executable.memory.peak;
  };

  test("says what made the tensors that are alive together, and in which layer", () => {
    const kept = inLayer("f1", () => tanh(input("x", [16, 64])));
    const y = inLayer("f2", () => mul(tanh(kept), kept));
    const own = { bytes: 4 * 16 * 64, name: "tanh", shape: "[16, 64]" };
    expect(peakFor(y)).toEqual([
      { ...own, layer: "f1" },
      { ...own, layer: "f2" },
    ]);
  });

  test.skipIf(backend?.bf16 === "none")("counts the numbers of what was put together", () => {
    const part = (name: string) => tanh(cast(input(name, [128]), "bf16"));
    const y = cast(concat([part("a"), part("b")]), "f32");
    expect(peakFor(y)).toContainEqual({
      bytes: 2 * 256,
      name: "concat",
      layer: undefined,
      shape: "[256]",
    });
  });
});
