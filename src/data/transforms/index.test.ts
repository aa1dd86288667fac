import { describe, expect, test } from "vitest";
import { madeUpImage } from "../../../test/support/applyTransforms.ts";
import { UsageError } from "../../core/errors.ts";
import { type ImageFormat, imageSize } from "../imageSet.ts";
import { transforms } from "./index.ts";
import { parseTransforms, showTransforms } from "./parseTransforms.ts";
import { makePipeline } from "./pipeline.ts";

const names = transforms.map(({ name }) => name);

test("transforms have each a name of their own", () => {
  expect(new Set(names).size).toBe(transforms.length);
});

describe.each(transforms)("$name", ({ name, summary, settings, main }) => {
  test("has a summary and a main option that is one of its own", () => {
    expect(summary).toMatch(/^[a-z][^.]+$/);
    if (main !== undefined) expect(Object.keys(settings)).toContain(main);
  });

  test("takes its own defaults and shows them as nothing but its name", () => {
    const steps = parseTransforms(name);
    expect(JSON.parse(JSON.stringify(steps))).toEqual(steps);
    expect(showTransforms(steps)).toBe(name);
  });

  test.each([
    { channels: 3, height: 4, width: 8 },
    { channels: 1, height: 4, width: 4 },
    { channels: 3, height: 1, width: 1 },
    { channels: 1, height: 1, width: 1 },
  ])("writes all of an image made of %j, or refuses it", (format) => {
    const [first, second] = [0, 1].map((byte) => madeOf(name, format, byte));
    expect(first).toEqual(second);
    const isRefused =
      (name === "lighting" && format.channels === 1) ||
      (name === "patch-shuffle" && format.height === 1);
    expect(first === undefined).toBe(isRefused);
  });
});

/** What a transform makes of an image, written over bytes of one value; nothing where it refuses images of the format. */
function madeOf(name: string, format: ImageFormat, byte: number): Uint8Array | undefined {
  try {
    const steps = parseTransforms(name);
    const pipeline = makePipeline({ steps, format, seed: 1, stream: "test" });
    const out = new Uint8Array(imageSize(pipeline.format)).fill(byte);
    pipeline.apply(madeUpImage(format), out, 5);
    return out;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
