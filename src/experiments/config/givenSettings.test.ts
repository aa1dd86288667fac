import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { UsageError } from "../../core/errors.ts";
import { resolveSettings } from "../../core/settings.ts";
import { trainKeys } from "../trainKeys.ts";
import { givenOf, typedSettings } from "./givenSettings.ts";

describe("givenOf()", () => {
  const file = (text: string) => join(folderWith([], { "run.yaml": text }), "run.yaml");

  test("is what was typed where there is no file", async () => {
    expect(await givenOf("train", { given: { epochs: "3" } })).toEqual({ epochs: "3" });
  });

  test("takes the file that is the target, and what was typed before it", async () => {
    const target = file("epochs: 2\nmodel: mlp\n");
    const given = { epochs: "3", momentum: "0.5" };
    expect(await givenOf("train", { target, given })).toEqual({
      epochs: "3",
      model: "mlp",
      momentum: "0.5",
    });
  });

  test("takes the file behind config= before the target", async () => {
    const target = file("epochs: 2\nmodel: mlp\n");
    const config = file("epochs: 4\n");
    const given = { config, momentum: "0.5" };
    expect(await givenOf("train", { target, given })).toEqual({
      epochs: "4",
      model: "mlp",
      momentum: "0.5",
    });
  });

  test("refuses a target that is no file of settings", async () => {
    await expect(givenOf("train", { target: "lenet5", given: {} })).rejects.toThrow(
      new UsageError(
        'Cannot run "train": "lenet5" was given, needs key=value, or a file that ends in .yaml, .yml, .json, .ts, .mts, .js or .mjs',
      ),
    );
  });

  test("gives settings that mean the same as typed ones", async () => {
    const target = file(
      [
        "seeds: [0, 2]",
        "epochs: 3",
        "learningRate: 1e-7",
        "nesterov: true",
        "rateEpochs: [30, 60.5]",
        "keepClasses: [3, 5]",
        "augment: [crop:4, flip]",
        "transform: resize:32,grey",
        "weights: 17",
      ].join("\n"),
    );
    const typed = {
      seeds: "0,2",
      epochs: "3",
      learningRate: "0.0000001",
      nesterov: "true",
      rateEpochs: "30,60.5",
      keepClasses: "3,5",
      augment: "crop:4,flip",
      transform: "resize:32,grey",
      weights: "17",
    };
    const resolve = (given: Readonly<Record<string, unknown>>) =>
      resolveSettings("train", trainKeys, { given });
    expect(resolve(await givenOf("train", { target, given: {} }))).toEqual(resolve(typed));
  });
});

describe("typedSettings()", () => {
  test("keeps an empty list, which nobody can type", () => {
    expect(typedSettings({ rateEpochs: [] }, "run.yaml")).toEqual({ rateEpochs: [] });
  });

  test.each([
    [null, "empty"],
    [undefined, "empty"],
    [{ by: 2 }, '{"by":2}'],
    [[1, [2]], "[1,[2]]"],
    [[null], "[null]"],
    [() => 1, "function"],
  ])("refuses %s", (value, shown) => {
    expect(() => typedSettings({ epochs: 1, augment: value }, "run.yaml")).toThrow(
      new UsageError(
        `Cannot use "run.yaml": augment is ${shown}, needs a text, a number, true, false or a list of them`,
      ),
    );
  });
});
