import { expect, test } from "vitest";
import { describeOnednn } from "../../../test/support/describeOnednn.ts";
import { BackendError } from "../../core/errors.ts";
import { makeGraph } from "../../graph/graph.ts";
import { add } from "../../ops/add.ts";
import { affine } from "../../ops/affine.ts";
import { conv2d } from "../../ops/conv2d.ts";
import { exp } from "../../ops/exp.ts";
import { input } from "../../ops/leaves.ts";
import { oneHot } from "../../ops/oneHot.ts";
import { tanh } from "../../ops/tanh.ts";

describeOnednn("executables", (backend) => {
  const doubling = () => backend.compile(makeGraph({ y: affine(input("x", [2]), 2) }));

  test("run() and profile() refuse after dispose(), which may be called twice", () => {
    const executable = doubling();
    executable.inputs.x!.set([1, 2]);
    executable.run();
    executable.dispose();
    executable.dispose();
    expect(() => executable.run()).toThrow(
      new BackendError("Cannot run: the executable was disposed, needs a compiled one"),
    );
    expect(() => executable.profile(1)).toThrow(
      new BackendError("Cannot profile: the executable was disposed, needs a compiled one"),
    );
    // What was computed before stays readable.
    expect([...executable.outputs.y!]).toEqual([2, 4]);
  });

  test("dispose() leaves other executables alone", () => {
    const [first, second] = [doubling(), doubling()];
    first.dispose();
    second.inputs.x!.set([3, 4]);
    second.run();
    expect([...second.outputs.y!]).toEqual([6, 8]);
  });

  test("arenaBytes gives the memory of values that nothing reads any more to later ones", () => {
    const chain = (length: number) => {
      let value = input("x", [1024]);
      for (let i = 0; i < length; i++) value = exp(value);
      const executable = backend.compile(makeGraph({ value }));
      executable.dispose();
      return executable.arenaBytes;
    };
    expect(chain(10)).toBe(chain(3));
  });

  test("profile() lists the steps in order, with who does them and on what", () => {
    const labels = input("labels", [4], "u8");
    const x = input("x", [1, 32, 8, 8]);
    const y = tanh(conv2d(x, { weight: input("weight", [32, 32, 3, 3]) }));
    const steps = backend
      .compile(makeGraph({ y, onehot: add(oneHot(labels, 3), oneHot(labels, 3)) }))
      .profile(3);
    expect(steps.filter(({ name }) => name !== "reorder").map(({ name }) => name)).toEqual([
      "conv2d",
      "oneHot",
      "oneHot",
      "add",
    ]);
    for (const { name, implementation, microseconds } of steps) {
      expect(implementation === "loop").toBe(name === "oneHot");
      expect(microseconds).toBeGreaterThan(0);
    }
    expect(steps.find(({ name }) => name === "conv2d")!.shape).toBe("[32, 32, 3, 3]");
  });
});
