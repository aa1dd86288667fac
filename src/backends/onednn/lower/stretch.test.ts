import { expect, test } from "vitest";
import { signed } from "../../../../test/contracts/arbitraries.ts";
import { describeOnednn } from "../../../../test/support/describeOnednn.ts";
import { expectAsReference } from "../../../../test/support/expectAsReference.ts";
import { imagesInLayouts } from "../../../../test/support/imagesInLayouts.ts";
import { runOnce } from "../../../../test/support/runOnce.ts";
import { shapeOf } from "../../../graph/node.ts";
import { input } from "../../../ops/leaves.ts";
import { mul } from "../../../ops/mul.ts";
import { broadcastTo } from "../../../ops/sum.ts";

describeOnednn("lowerBroadcastTo()", (backend) => {
  for (const { layout, image, numbers } of imagesInLayouts) {
    test(`repeats numbers for an image in ${layout}`, () => {
      const each = signed("each", [2, 1, 1, 1], 3);
      const repeated = broadcastTo(input("each", each.type.shape), shapeOf(image));
      const values = { product: mul(image, repeated) };
      expectAsReference(backend, values, { ...numbers, each: each.data });
    });
  }

  test("fills a vector with one number", () => {
    const y = broadcastTo(input("x", []), [3]);
    expect(runOnce({ y }, { x: [7] }, backend).y).toEqual([7, 7, 7]);
  });
});
