import { expect, test } from "vitest";
import { everyBackend } from "../../../test/support/everyBackend.ts";
import { runOnce } from "../../../test/support/runOnce.ts";
import { input } from "../../ops/leaves.ts";
import { gramOf } from "./gram.ts";

test.each(everyBackend())(
  "gramOf() gives inner products, seen from the first image, on %s",
  (_, backend) => {
    const x = input("x", [3, 2, 1, 2]);
    const rows = [1, 1, 1, 1, 2, 1, 1, 3, 1, 0, 1, 1];
    const { gram } = runOnce({ gram: gramOf(x) }, { x: rows }, backend);
    expect(gram).toEqual([0, 0, 0, 0, 5, 0, 0, 0, 1]);
  },
);

test("gramOf() is 0 where all images have the same output", () => {
  const x = input("x", [7, 3]);
  const { gram } = runOnce({ gram: gramOf(x) }, { x: Array(21).fill(0.1) });
  expect(gram).toEqual(Array(49).fill(0));
});
