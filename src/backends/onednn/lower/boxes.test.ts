import { expect, test } from "vitest";
import { signed } from "../../../../test/contracts/arbitraries.ts";
import { describeOnednn } from "../../../../test/support/describeOnednn.ts";
import { expectAsReference } from "../../../../test/support/expectAsReference.ts";
import { gradients } from "../../../autodiff/gradients.ts";
import { leavesOf, makeGraph } from "../../../graph/graph.ts";
import { shapeOf, type Value } from "../../../graph/node.ts";
import { add } from "../../../ops/add.ts";
import { affine } from "../../../ops/affine.ts";
import { concat } from "../../../ops/concat.ts";
import { conv2d } from "../../../ops/conv2d.ts";
import { input } from "../../../ops/leaves.ts";
import { mul } from "../../../ops/mul.ts";
import { addBox, pad, slice } from "../../../ops/pad.ts";
import { sum } from "../../../ops/sum.ts";

const image = input("x", [2, 3, 6, 6]);

/** What a convolution with so many output channels leaves: folded rows, channels last, or blocks of 16. */
function convolved(outChannels: number, name = "weight"): Value {
  return conv2d(image, { weight: input(name, [outChannels, 3, 3, 3]) }, { padding: 1 });
}

/** The same numbers as another convolution would leave them. */
function reconvolved(x: Value, name = "again"): Value {
  const [, channels] = shapeOf(x);
  return conv2d(x, { weight: input(name, [channels!, channels!, 1, 1]) });
}

const box = (channels: number): Value => input("box", [2, channels, 2, 3]);

const uses: Readonly<Record<string, (x: Value) => Value>> = {
  "a slice of the rows": (x) => reconvolved(slice(x, [0, 0, 1, 0], shapeOf(x).with(2, 3))),
  "a slice of the channels": (x) => slice(x, [0, 1, 0, 0], shapeOf(x).with(1, 3)),
  "half of the channels": (x) => slice(x, [0, 0, 0, 0], shapeOf(x).with(1, shapeOf(x)[1]! / 2)),
  "a slice of the batch": (x) => reconvolved(slice(x, [1, 0, 0, 0], shapeOf(x).with(0, 1))),
  "a single pixel": (x) => slice(x, [0, 0, 2, 3], [2, shapeOf(x)[1]!, 1, 1]),
  "more channels": (x) => reconvolved(concat([x, convolved(shapeOf(x)[1]!, "more"), x], 1)),
  "more channels, unevenly": (x) => concat([x, convolved(5, "more")], 1),
  "more columns": (x) => reconvolved(concat([x, convolved(shapeOf(x)[1]!, "more")], 3)),
  "more images": (x) => concat([x, reconvolved(x)], 0),
  "zeros around": (x) =>
    reconvolved(
      pad(x, [
        [0, 0],
        [0, 0],
        [1, 2],
        [2, 1],
      ]),
    ),
  "zeros as channels": (x) =>
    pad(x, [
      [0, 0],
      [3, 1],
      [0, 0],
      [0, 0],
    ]),
  "a box added": (x) => reconvolved(addBox(x, box(shapeOf(x)[1]!), [0, 0, 3, 1])),
  "a box of channels added": (x) => addBox(x, box(2), [0, 1, 0, 0]),
  "a box added to what is read again": (x) =>
    add(addBox(x, box(shapeOf(x)[1]!), [0, 0, 3, 1]), affine(x, 2)),
  "a box added into a slice": (x) =>
    addBox(
      slice(x, [0, 0, 1, 1], shapeOf(x).with(2, 3).with(3, 4)),
      box(shapeOf(x)[1]!),
      [0, 0, 1, 1],
    ),
};

describeOnednn("boxes in tensors that convolutions laid out", (backend) => {
  test.each(
    [4, 12, 32].flatMap((channels) => Object.keys(uses).map((use) => [channels, use] as const)),
  )("of %d channels: %s, and the gradient", (channels, use) => {
    const y = uses[use]!(convolved(channels));
    const leaves = leavesOf(makeGraph({ y }), "input").map(({ value }) => value);
    const loss = sum(mul(y, input("dy", shapeOf(y))));
    const dxs = gradients(loss, leaves);
    const values = { y, ...Object.fromEntries(dxs.map((dx, at) => [`gradient${at}`, dx])) };
    const numbers = leavesOf(makeGraph(values), "input").map(
      ({ name, value }) => [name, signed(name, shapeOf(value), 0).data] as const,
    );
    expectAsReference(backend, values, Object.fromEntries(numbers));
  });

  test("a box is added where the sum stands already", () => {
    const x = affine(input("x", [100, 100]), 2);
    const y = affine(addBox(x, input("box", [2, 100]), [3, 0]), 2);
    const executable = backend.compile(makeGraph({ y }));
    const names = executable.profile(1).map(({ name }) => name);
    executable.dispose();
    expect(names).toEqual(["affine", "reorder", "affine"]);
  });
});
