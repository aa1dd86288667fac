import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { add } from "../ops/add.ts";
import { input } from "../ops/leaves.ts";
import { currentPlace, inBlock, inLayer } from "./layer.ts";

const x = input("x", [2]);

test("inLayer() labels the nodes made inside with the innermost name", () => {
  const [outer, inner] = inLayer("block", () => [
    add(x, x),
    inLayer("block.conv", () => add(x, x)),
  ]);
  expect(outer!.node.layer).toBe("block");
  expect(inner!.node.layer).toBe("block.conv");
  expect(add(x, x).node.layer).toBeUndefined();
});

test("inLayer() names the innermost layer in a shape error", () => {
  const build = () => inLayer("block", () => inLayer("block.conv", () => add(x, input("y", [3]))));
  expect(build).toThrow(
    new ShapeError(
      'Cannot add [2] and [3] in layer "block.conv": extents 2 and 3 differ, needs equal extents or 1',
      { layer: "block.conv" },
    ),
  );
});

test("inLayer() names the layer of an operand of the wrong type", () => {
  const labels = input("labels", [2], "u8");
  expect(() => inLayer("head", () => add(x, labels))).toThrow(
    new ShapeError('Cannot add in layer "head": the second operand is u8, needs f32', {
      layer: "head",
    }),
  );
});

test("inLayer() leaves other errors alone and the outer name in place", () => {
  inLayer("block", () => {
    expect(() =>
      inLayer("block.conv", () => {
        throw new RangeError("Cannot count: it is late");
      }),
    ).toThrow(new RangeError("Cannot count: it is late"));
    expect(currentPlace()).toEqual({ layer: "block" });
  });
  expect(currentPlace()).toEqual({});
});

test("inBlock() labels nodes with the outermost block, whatever layers are inside", () => {
  const { node } = inBlock("layer1.0", () =>
    inLayer("layer1.0.conv1", () => inBlock("layer1.0.conv1", () => add(x, x))),
  );
  expect([node.block, node.layer]).toEqual(["layer1.0", "layer1.0.conv1"]);
});
