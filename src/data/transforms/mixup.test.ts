import { describe, expect, test } from "vitest";
import { parseTransforms } from "./parseTransforms.ts";
import { makePipeline } from "./pipeline.ts";

const format = { channels: 1, height: 2, width: 2 };

/** Image i is four times 50·i. */
const images = Uint8Array.from({ length: 20 }, (_, i) => 50 * Math.floor(i / 4));

function mixed(text: string, step: number) {
  const { mix } = makePipeline({ steps: parseTransforms(text), format, seed: 0, stream: "test" });
  const own = images.slice();
  return { own, ...mix!({ images: own, count: 5, step }) };
}

describe("mixup", () => {
  test("blends each image with its partner by one share", () => {
    for (let step = 0; step < 50; step++) {
      const { own, partners, otherShare } = mixed("mixup:0.5", step);
      expect([...partners].sort()).toEqual([0, 1, 2, 3, 4]);
      for (const [i, byte] of own.entries()) {
        const [place, partner] = [Math.floor(i / 4), partners[Math.floor(i / 4)]!];
        const exact = (1 - otherShare) * 50 * place + otherShare * 50 * partner;
        expect(Math.abs(byte - exact)).toBeLessThanOrEqual(0.5);
      }
    }
  });

  test("draws the share from Beta(alpha, alpha)", () => {
    const shares = Array.from({ length: 2000 }, (_, step) => mixed("mixup:2", step).otherShare);
    const mean = shares.reduce((sum, share) => sum + share) / 2000;
    const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / 2000;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1 / 20)).toBeLessThan(0.005);
  });

  test("leaves batches as they are that it does not mix", () => {
    expect(mixed("mixup:probability=0", 0)).toMatchObject({ own: images, otherShare: 0 });
    const count = Array.from({ length: 400 }, (_, step) =>
      mixed("mixup:probability=0.5", step),
    ).filter(({ otherShare }) => otherShare > 0).length;
    expect(Math.abs(count - 200)).toBeLessThan(40);
  });
});
