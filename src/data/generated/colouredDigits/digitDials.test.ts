import { expect, test } from "vitest";
import { type DigitDials, makeDigitDials } from "./digitDials.ts";

const plain: DigitDials = { imageSize: 8, digitSize: 1, digitBlur: 0, digitNoise: 0 };
const white = (side: number) => new Uint8Array(side * side).fill(255);

/** Example `index` after the dials. */
function changed(digit: Uint8Array, dials: Partial<DigitDials>, index = 0): Uint8Array {
  const all = { ...plain, ...dials };
  const side = Math.sqrt(digit.length);
  const out = new Uint8Array(all.imageSize ** 2).fill(99);
  makeDigitDials(side, all, { seed: 0, stream: "dials" }).apply(digit, out, index);
  return out;
}

test("makeDigitDials() leaves digits alone when nothing is asked for", () => {
  const digit = Uint8Array.from({ length: 64 }, (_, i) => 3 * i);
  expect(changed(digit, {})).toEqual(digit);
});

test("makeDigitDials() sets a smaller digit into the middle of a black image", () => {
  const expected = Array.from({ length: 64 }, (_, i) => {
    const [x, y] = [i % 8, Math.floor(i / 8)];
    return x >= 2 && x < 6 && y >= 2 && y < 6 ? 255 : 0;
  });
  expect([...changed(white(8), { digitSize: 0.5 })]).toEqual(expected);
  expect([...changed(white(4), { digitSize: 0.5 })]).toEqual(expected);
});

test("makeDigitDials() resizes digits to the size of the image", () => {
  expect(changed(white(28), { imageSize: 32 })).toEqual(white(32));
});

test("makeDigitDials() blurs", () => {
  const digit = new Uint8Array(64);
  digit[27] = 255;
  const image = changed(digit, { digitBlur: 1 });
  // The middle of a Gaussian bell of deviation 1 holds 0.399² of it.
  expect(image[27]).toBe(41);
  expect([image[26], image[28], image[19], image[35]]).toEqual([25, 25, 25, 25]);
});

test("makeDigitDials() adds noise to every pixel, cut off at black and white", () => {
  const grey = new Uint8Array(64 * 64).fill(128);
  const dials = { imageSize: 64, digitNoise: 20 };
  const values = Array.from({ length: 10 }, (_, index) => [...changed(grey, dials, index)]).flat();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  // 40,960 pixels: standard errors 0.1 of the mean and 2.8 of the variance; rounding adds 1/12.
  expect(Math.abs(mean - 128)).toBeLessThan(0.4);
  expect(Math.abs(variance - 400)).toBeLessThan(11.2);
  const onBlack = changed(new Uint8Array(64 * 64), dials);
  expect(onBlack.filter((value) => value === 0).length / 4096).toBeCloseTo(0.51, 1);
});

test("makeDigitDials() gives each example noise of its own, always the same", () => {
  const digit = new Uint8Array(64).fill(100);
  const noisy = (index: number) => changed(digit, { digitNoise: 10 }, index);
  expect(noisy(3)).toEqual(noisy(3));
  expect(noisy(4)).not.toEqual(noisy(3));
  expect(digit).toEqual(new Uint8Array(64).fill(100));
});
