import { expect, test } from "vitest";
import { tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { adam } from "./adam.ts";
import { checkpointSize } from "./checkpointSize.ts";
import { sgd } from "./sgd.ts";

const plain = checkpointSize({ network: tinyNetwork, optimiser: sgd(), isAveraged: false });

test("checkpointSize() counts what optimisers and averages keep beside the weights", () => {
  const more = (options: { optimiser?: ReturnType<typeof sgd>; isAveraged?: boolean }) =>
    checkpointSize({ network: tinyNetwork, optimiser: sgd(), isAveraged: false, ...options }) -
    plain;
  expect(more({ optimiser: sgd({ momentum: 0.9 }) })).toBe(4 * 83);
  expect(more({ optimiser: adam() })).toBe(4 * (2 * 83 + 2));
  expect(more({ isAveraged: true })).toBe(4 * 2 * 83);
});
