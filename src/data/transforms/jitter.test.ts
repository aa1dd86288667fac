import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { adjustBrightness, adjustContrast, adjustSaturation } from "./adjustColours.ts";
import { adjustHue } from "./adjustHue.ts";
import { jitter } from "./jitter.ts";

const format = { channels: 3, height: 4, width: 4 };

const unused = { fillUniform() {}, fillNormal() {} };

const none = "brightness=0:contrast=0:saturation=0:hue=0";

describe("jitter", () => {
  test("by nothing leaves the image as it is", () => {
    expect(applyTransforms(`jitter:${none}`, { format })).toEqual([madeUpImage(format)]);
  });

  test.each(["brightness", "contrast", "saturation", "hue"])(
    "changes %s alone, and otherwise each time",
    (property) => {
      const text = `jitter:${none.replace(`${property}=0`, `${property}=0.3`)}`;
      const [first, second] = applyTransforms(text, { format }, 2);
      expect(first).not.toEqual(madeUpImage(format));
      expect(second).not.toEqual(first);
    },
  );

  test("multiplies brightness by 1 plus or minus the amount at most", () => {
    const one = { channels: 1, height: 1, width: 1 };
    const text = "jitter:brightness=0.4:contrast=0:hue=0";
    const bytes = applyTransforms(text, { format: one, image: Uint8Array.of(100) }, 1000).map(
      ([byte]) => byte!,
    );
    expect(Math.min(...bytes)).toBe(60);
    expect(Math.max(...bytes)).toBe(139);
  });

  test.each([
    ["the last", (bound: number) => bound - 1, [0, 1, 2, 3]],
    ["the first", () => 0, [3, 0, 1, 2]],
  ])(
    "changes one after the other, in the order of draws that are always %s",
    (_, integer, order) => {
      const draws = {
        ...unused,
        uniform: () => 0.75,
        integer: (_: number, n: number) => integer(n),
      };
      const options = { brightness: 0.8, contrast: 0.6, saturation: 0.4, hue: 0.2 };
      const own = new Uint8Array(48);
      jitter.prepare(options, format)(madeUpImage(format), own, draws);
      const expected = madeUpImage(format);
      const adjustments = [
        () => adjustBrightness(expected, 1.4),
        () => adjustContrast(expected, 1.3, 3),
        () => adjustSaturation(expected, 1.2, 3),
        () => adjustHue(expected, 0.1, 3),
      ];
      for (const index of order) adjustments[index]!();
      expect(own).toEqual(expected);
    },
  );

  test("knows neither saturation nor hue of an image of one channel", () => {
    const one = { channels: 1, height: 3, width: 3 };
    expect(applyTransforms("jitter:brightness=0:contrast=0", { format: one })).toEqual([
      madeUpImage(one),
    ]);
  });

  test("leaves grey pixels grey", () => {
    const image = Uint8Array.of(10, 200, 10, 200, 10, 200);
    const pair = { channels: 3, height: 1, width: 2 };
    for (const out of applyTransforms("jitter", { format: pair, image }, 100)) {
      expect([...out.subarray(0, 2), ...out.subarray(0, 2)]).toEqual([...out.subarray(2)]);
    }
  });
});
