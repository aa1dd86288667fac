import { expect, test, vi } from "vitest";
import type { DigitsOptions } from "./loadDigits.ts";
import { loadDigits } from "./loadDigits.ts";

async function askedFor(options: DigitsOptions, counts: readonly [number?, number?] = []) {
  const load = vi.fn();
  await loadDigits({ options, trainCount: counts[0], testCount: counts[1], load });
  return load.mock.calls;
}

test("loadDigits() draws generated digits by the seed", async () => {
  expect(await askedFor({ base: "generated-digits", dataSeed: 7 }, [30, 20])).toEqual([
    ["generated-digits", { trainCount: 30, testCount: 20, options: { dataSeed: 7 } }],
  ]);
});

test("loadDigits() asks published digits for no seed, which they do not have", async () => {
  expect(await askedFor({ base: "mnist", dataSeed: 7 })).toEqual([["mnist", {}]]);
});
