import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Shape } from "../../src/core/shape.ts";
import { describeNetwork } from "../../src/nn/network.ts";
import { makeNetwork } from "../../src/zoo/index.ts";

/** What golden/makeStateDicts.py wrote: names and shapes, by network. */
const stateDicts: Readonly<Record<string, Readonly<Record<string, Shape>>>> = JSON.parse(
  readFileSync(new URL("../golden/fixtures/stateDicts.json", import.meta.url), "utf8"),
);

test.each(Object.keys(stateDicts))("%s has torchvision's names and shapes", (name) => {
  const { parameters, buffers } = describeNetwork(makeNetwork(name));
  const own = [...parameters, ...buffers].map(({ name, shape }) => [name, shape]);
  expect(Object.fromEntries(own)).toEqual(stateDicts[name]);
});

test("the state dicts are those of nine networks", () => {
  expect(Object.keys(stateDicts)).toHaveLength(9);
});
