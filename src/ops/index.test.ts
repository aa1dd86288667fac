import { expect, test } from "vitest";
import { ops } from "./index.ts";

test.each(Object.entries(ops))("ops names %s as it names itself", (name, op) => {
  expect(op.name).toBe(name);
});
