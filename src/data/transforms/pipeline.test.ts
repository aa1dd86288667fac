import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { UsageError } from "../../core/errors.ts";
import { imageSize } from "../imageSet.ts";
import { visitOf } from "./makeDraws.ts";
import { parseTransforms } from "./parseTransforms.ts";
import { makePipeline } from "./pipeline.ts";

const format = { channels: 3, height: 8, width: 8 };
const every =
  "resized-crop:12,crop,flip,translate:by=1,rotate,affine,elastic,jitter,lighting,blur,noise,cutout:4,erase,patch-shuffle";

function pipelineOf(text: string, seed = 0, stream = "augment") {
  return makePipeline({ steps: parseTransforms(text), format, seed, stream });
}

describe("makePipeline()", () => {
  test("copies images when there is nothing to do", () => {
    const { apply, mix, format: own } = pipelineOf("");
    const out = new Uint8Array(192);
    apply(madeUpImage(format), out, 0);
    expect(out).toEqual(madeUpImage(format));
    expect(mix).toBeUndefined();
    expect(own).toEqual(format);
  });

  test("runs the steps in their order, and says what comes out", () => {
    const { format: own } = pipelineOf("resize:16,crop:size=20,grey:1");
    expect(own).toEqual({ channels: 1, height: 20, width: 20 });
    const pair = { channels: 1, height: 1, width: 2 };
    const image = Uint8Array.of(1, 2);
    const changed = (text: string) => [...applyTransforms(text, { format: pair, image })[0]!];
    expect(changed("flip:1,translate:dx=1")).toEqual([0, 2]);
    expect(changed("translate:dx=1,flip:1")).toEqual([1, 0]);
  });

  test("leaves the image that goes in as it is", () => {
    const image = madeUpImage(format);
    const { apply, format: own } = pipelineOf(every);
    for (let visit = 0; visit < 20; visit++) apply(image, new Uint8Array(imageSize(own)), visit);
    expect(image).toEqual(madeUpImage(format));
  });

  test("gives a visit the same image whatever was asked before", () => {
    const image = madeUpImage(format);
    const once = (visit: number) => {
      const { apply, format: own } = pipelineOf(every);
      const out = new Uint8Array(imageSize(own));
      apply(image, out, visit);
      return out;
    };
    const expected = Array.from({ length: 8 }, (_, visit) => once(visit));
    const { apply, format: own } = pipelineOf(every);
    fc.assert(
      fc.property(fc.nat(7), (visit) => {
        const out = new Uint8Array(imageSize(own)).fill(visit);
        apply(image, out, visit);
        expect(out).toEqual(expected[visit]);
      }),
    );
    expect(new Set(expected.map((out) => out.join())).size).toBe(8);
  });

  test("depends on seed and stream", () => {
    const image = madeUpImage(format);
    const [first, ...others] = [
      pipelineOf("noise"),
      pipelineOf("noise", 1),
      pipelineOf("noise", 0, "other"),
    ].map(({ apply }) => {
      const out = new Uint8Array(192);
      apply(image, out, 0);
      return out;
    });
    for (const other of others) expect(other).not.toEqual(first);
  });

  test("gives a transform the same numbers whatever others there are", () => {
    const dot = { channels: 1, height: 31, width: 31 };
    const image = new Uint8Array(961);
    image[480] = 200;
    const placesOf = (text: string) =>
      applyTransforms(text, { format: dot, image }, 20).map((out) => out.indexOf(200));
    const alone = placesOf("translate:by=6");
    expect(placesOf("cutout:1:value=7,flip:0,translate:by=6")).toEqual(alone);
    // The same one again has numbers of its own, or it would go twice as far.
    const twice = placesOf("translate:by=6,translate:by=6");
    expect(twice).not.toEqual(alone.map((place) => 2 * place - 480));
  });

  test("mixes a step's batch alike whatever was mixed before", () => {
    const images = madeUpImage({ channels: 6, height: 8, width: 16 });
    const mixedAt = (steps: readonly number[], count: number) => {
      const { mix } = pipelineOf("flip,cutmix:0.5");
      return steps.map((step) => {
        const own = images.slice();
        const { partners, otherShare } = mix!({ images: own, count, step });
        return { own, partners, otherShare };
      });
    };
    const [, second] = mixedAt([1, 2], 4);
    expect(mixedAt([2], 4)[0]).toEqual(second);
    const [, , small] = mixedAt([7, 5, 3], 2);
    expect(mixedAt([3], 2)[0]).toEqual(small);
    // What follows the batch is no part of it.
    expect(small!.own.subarray(2 * 192)).toEqual(images.subarray(2 * 192));
  });

  test("passes on what a transform cannot do", () => {
    expect(() => pipelineOf("grey:1,lighting")).toThrow(
      new UsageError('Cannot apply "lighting": images have 1 channel, needs 3'),
    );
  });
});

test("visitOf() and the place of an image give batches of any size the same images", () => {
  const image = madeUpImage(format);
  const { apply } = pipelineOf("crop:2,noise");
  const out = new Uint8Array(192);
  apply(image, out, visitOf(3, 5));
  const again = new Uint8Array(192);
  pipelineOf("crop:2,noise").apply(image, again, 3 * 2 ** 20 + 5);
  expect(again).toEqual(out);
});
