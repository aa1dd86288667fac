import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { cumsum } from "../../ops/cumsum.ts";
import { constant } from "../../ops/leaves.ts";

const x = constant([1, 2, 3, 10, 20, 30], [2, 3]);

test("cumsum adds up along one dimension", () => {
  const { rows, columns } = runOnce({ rows: cumsum(x, 1), columns: cumsum(x, 0) });
  expect(rows).toEqual([1, 3, 6, 10, 30, 60]);
  expect(columns).toEqual([1, 2, 3, 11, 22, 33]);
});

test("cumsum adds up from the end, and leaves the element itself out", () => {
  const { reverse, exclusive, both } = runOnce({
    reverse: cumsum(x, -1, { reverse: true }),
    exclusive: cumsum(x, -1, { exclusive: true }),
    both: cumsum(x, -1, { reverse: true, exclusive: true }),
  });
  expect(reverse).toEqual([6, 5, 3, 60, 50, 30]);
  expect(exclusive).toEqual([0, 1, 3, 0, 10, 30]);
  expect(both).toEqual([5, 3, 0, 50, 30, 0]);
});
