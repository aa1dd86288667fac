import { expect, test } from "vitest";
import { flatDomain } from "./flatDomain.ts";

test.each([
  [[], [0, 1]],
  [
    [0, 0],
    [0, 1],
  ],
  [[8], [4, 12]],
  [
    [-2, -2, -2],
    [-3, -1],
  ],
  [[1, 2], undefined],
])("flatDomain() of %j is %j", (values, domain) => {
  expect(flatDomain(values)).toEqual(domain);
});
