import { test } from "vitest";
import { signed } from "../../../../test/contracts/arbitraries.ts";
import { describeOnednn } from "../../../../test/support/describeOnednn.ts";
import { expectAsReference } from "../../../../test/support/expectAsReference.ts";
import { imagesInLayouts } from "../../../../test/support/imagesInLayouts.ts";
import { shapeOf } from "../../../graph/node.ts";
import { constant, input } from "../../../ops/leaves.ts";
import { less } from "../../../ops/less.ts";
import { where } from "../../../ops/where.ts";

describeOnednn("lowerWhere()", (backend) => {
  for (const { layout, image, numbers } of imagesInLayouts) {
    test(`chooses between images in ${layout} and others`, () => {
      const each = signed("each", [2, 1, 1, 1], 3);
      const other = signed("other", shapeOf(image), 4);
      const [isFirst, partner] = [each, other].map(({ name, type }) => input(name, type.shape));
      const values = {
        byImage: where(less(image, constant(0)), constant(0), image),
        byExample: where(less(isFirst!, constant(0)), image, partner!),
        byPartner: where(less(partner!, constant(0)), constant(2), image),
      };
      expectAsReference(backend, values, { ...numbers, each: each.data, other: other.data });
    });
  }
});
