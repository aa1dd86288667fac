import { expect, test } from "vitest";
import { signed } from "../../../../test/contracts/arbitraries.ts";
import { describeOnednn } from "../../../../test/support/describeOnednn.ts";
import { expectAsReference } from "../../../../test/support/expectAsReference.ts";
import { imagesInLayouts } from "../../../../test/support/imagesInLayouts.ts";
import type { Shape } from "../../../core/shape.ts";
import { makeGraph } from "../../../graph/graph.ts";
import { shapeOf, type Value } from "../../../graph/node.ts";
import { add } from "../../../ops/add.ts";
import { div } from "../../../ops/div.ts";
import { input } from "../../../ops/leaves.ts";
import { less } from "../../../ops/less.ts";
import { maximum } from "../../../ops/maximum.ts";
import { mul } from "../../../ops/mul.ts";
import { sub } from "../../../ops/sub.ts";

/** Everything that [N, C, H, W] can be met by. */
function partners([n, c, h, w]: Shape): Shape[] {
  return [
    [],
    [w!],
    [h!, 1],
    [c!, 1, 1],
    [c!, h!, w!],
    [n!, 1, 1, 1],
    [n!, c!, 1, 1],
    [n!, 1, h!, w!],
    [n!, c!, h!, 1],
    [n!, c!, h!, w!],
  ];
}

describeOnednn("lowerBinary()", (backend) => {
  for (const { layout, image, numbers } of imagesInLayouts) {
    test(`stretches either operand beside an image in ${layout}`, () => {
      for (const [place, shape] of partners(shapeOf(image)).entries()) {
        const name = `partner${place}`;
        const partner = input(name, shape);
        const { data } = signed(name, shape, 3);
        expectAsReference(backend, bothWays(image, partner), { ...numbers, [name]: data });
      }
    });
  }

  test("uses no reference code of oneDNN", () => {
    const whole = input("whole", [4, 8, 6, 6]);
    for (const shape of [[4, 1, 1, 1], [8, 6, 1], [6], [4, 8, 6, 6]]) {
      const executable = backend.compile(makeGraph(bothWays(whole, input("partner", shape))));
      const used = executable.profile(1).map(({ implementation }) => implementation);
      expect(used.filter((name) => name.startsWith("ref") || name === "loop")).toEqual([]);
      executable.dispose();
    }
  });
});

function bothWays(a: Value, b: Value): Record<string, Value> {
  return {
    sum: add(a, b),
    product: mul(b, a),
    difference: sub(a, b),
    turned: sub(b, a),
    quotient: div(a, b),
    larger: maximum(a, b),
    less: less(b, a),
  };
}
