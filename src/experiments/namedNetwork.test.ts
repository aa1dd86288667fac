import { expect, test } from "vitest";
import type { Keys } from "../cli/command.ts";
import { bench } from "../cli/commands/bench.ts";
import { modelsShow } from "../cli/commands/modelsShow.ts";
import { train } from "../cli/commands/train.ts";
import { networks } from "../zoo/index.ts";
import { optionKeys } from "./namedNetwork.ts";

test.each<[string, Keys]>([
  ["train", train.keys],
  ["bench", bench.keys],
  ["models show", modelsShow.keys],
])("optionKeys() of no network are keys of `%s` itself", (_, keys) => {
  const taken = Object.entries(networks).flatMap(([name, entry]) =>
    Object.keys(optionKeys(entry)).flatMap((key) => (key in keys ? [`${name}: ${key}`] : [])),
  );
  expect(taken).toEqual([]);
});

test("optionKeys() tell defaults, and what may be chosen", () => {
  const { pooling, width } = optionKeys(networks.resnet18);
  expect(pooling).toMatchObject({ default: "strided", description: "strided, max, avg, blur" });
  expect(width).toMatchObject({ default: "64", description: "1 to 1,024" });
});
