import { describe, expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { crop } from "./crop.ts";
import { mixup } from "./mixup.ts";
import { resolveSteps } from "./resolveSteps.ts";

const mixing = { name: "mixup", options: {} };
const cropping = { name: "crop", options: { padding: 2 } };

describe("resolveSteps()", () => {
  test("finds transforms and completes their options", () => {
    expect(resolveSteps([cropping, mixing])).toEqual({
      single: [{ transform: crop, options: { padding: 2, size: 0, mode: "zero" } }],
      mixing: { transform: mixup, options: { alpha: 1, probability: 1 } },
    });
    expect(resolveSteps([])).toEqual({ single: [], mixing: undefined });
  });

  test("refuses what follows a transform of batches", () => {
    const refusal = 'after "mixup": that mixes whole batches, needs to come last';
    expect(() => resolveSteps([mixing, cropping])).toThrow(
      new UsageError(`Cannot apply "crop" ${refusal}`),
    );
    expect(() => resolveSteps([mixing, { name: "cutmix", options: {} }])).toThrow(
      new UsageError(`Cannot apply "cutmix" ${refusal}`),
    );
  });

  test("refuses options that others wrote wrongly", () => {
    expect(() => resolveSteps([{ name: "crop", options: { padding: -1 } }])).toThrow(
      new UsageError(
        'Cannot set padding of "crop": "-1" was given, needs a whole number from 0 to 4096',
      ),
    );
  });
});
