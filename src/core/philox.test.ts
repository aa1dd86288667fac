import { expect, test } from "vitest";
import { philox4x32 } from "./philox.ts";

/** The known-answer vectors that Random123 publishes for philox4x32 with 10 rounds: counter, key, output. */
const vectors = [
  [
    "00000000 00000000 00000000 00000000",
    "00000000 00000000",
    "6627e8d5 e169c58d bc57ac4c 9b00dbd8",
  ],
  [
    "ffffffff ffffffff ffffffff ffffffff",
    "ffffffff ffffffff",
    "408f276d 41c83b0e a20bc7c6 6d5451fd",
  ],
  [
    "243f6a88 85a308d3 13198a2e 03707344",
    "a4093822 299f31d0",
    "d16cfe09 94fdcceb 5001e420 24126ea1",
  ],
] as const;

test.each(vectors)("philox4x32() of counter %s under key %s is %s", (counter, key, expected) => {
  const out = new Uint32Array(4);
  philox4x32(wordsOf(counter), wordsOf(key), out);
  expect(out).toEqual(wordsOf(expected));
});

test("philox4x32() leaves counter and key as they were", () => {
  const counter = Uint32Array.of(1, 2, 3, 4);
  const key = Uint32Array.of(5, 6);
  philox4x32(counter, key, new Uint32Array(4));
  expect([...counter, ...key]).toEqual([1, 2, 3, 4, 5, 6]);
});

function wordsOf(text: string): Uint32Array {
  return Uint32Array.from(text.split(" "), (word) => Number.parseInt(word, 16));
}
