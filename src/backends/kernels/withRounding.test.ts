import { expect, test } from "vitest";
import type { Kernel } from "../../graph/kernel.ts";
import { withRounding } from "./withRounding.ts";

const thirds: Kernel<unknown> = (_, outputs) => {
  for (const { data } of outputs) data.fill(1 / 3);
};

test("withRounding() rounds the outputs that are bf16 and no others", () => {
  const outputs = [0, 1].map(() => ({ shape: [2], data: new Float32Array(2) }));
  withRounding(thirds, [
    { dtype: "f32", shape: [2] },
    { dtype: "bf16", shape: [2] },
  ])([], outputs, {});
  expect([...outputs[0]!.data]).toEqual([Math.fround(1 / 3), Math.fround(1 / 3)]);
  expect([...outputs[1]!.data]).toEqual([171 / 512, 171 / 512]);
});

test("withRounding() leaves a kernel without bf16 outputs as it is", () => {
  expect(withRounding(thirds, [{ dtype: "i32", shape: [] }])).toBe(thirds);
});
