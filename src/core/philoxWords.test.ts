import fc from "fast-check";
import { expect, test } from "vitest";
import { philox4x32 } from "./philox.ts";
import { philoxFractions, philoxWords, wordsAtOnce } from "./philoxWords.ts";

const anyWord = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const first = fc.nat(2 ** 29).map((number) => 4 * number);

test("philoxWords() gives the words of philox4x32() for successive counters", () => {
  fc.assert(
    fc.property(
      fc.tuple(first, anyWord, anyWord, anyWord),
      fc.tuple(anyWord, anyWord),
      fc.nat(100),
      (counter, key, count) => {
        const words = philoxWords(Uint32Array.from(counter), Uint32Array.from(key), count);
        expect([...words.subarray(0, count)]).toEqual(expectedWords(counter, key, count));
      },
    ),
  );
});

test("philoxWords() fills all of its memory", () => {
  const counter = [0, 0, 1, 0];
  const words = philoxWords(Uint32Array.from(counter), Uint32Array.of(1, 2), wordsAtOnce);
  expect([...words]).toEqual(expectedWords(counter, [1, 2], wordsAtOnce));
});

test("philoxFractions() gives the upper 24 bits of the same words, from 0 to below 1", () => {
  const counter = Uint32Array.of(4, 0, 7, 0);
  const key = Uint32Array.of(3, 4);
  const fractions = philoxFractions(counter, key, wordsAtOnce);
  const words = philoxWords(counter, key, wordsAtOnce);
  expect([...fractions]).toEqual(Array.from(words, (own) => (own >>> 8) / 2 ** 24));
});

function expectedWords(counter: readonly number[], key: readonly number[], count: number) {
  const block = new Uint32Array(4);
  const expected = Array.from({ length: count }, (_, index) => {
    const own = Uint32Array.from(counter);
    own[0]! += Math.floor(index / 4);
    if (index % 4 === 0) philox4x32(own, Uint32Array.from(key), block);
    return block[index % 4]!;
  });
  return expected;
}
