import { expect, test } from "vitest";
import { bars } from "../../../../test/support/bars.ts";
import { DataError } from "../../../core/errors.ts";
import { termOfLabel } from "../../../data/generated/thirdTerms.ts";
import { inMemory } from "../../../data/openImages.ts";
import type { Told } from "../cells.ts";
import type { DigitOutputs } from "./outputs.ts";
import { toldPairs } from "./toldPairs.ts";

/** Three digits: 0, 1, 2. */
const set = bars(3);
const partner = Uint32Array.of(2, 1, 0);

/** Ten outputs a digit: the given one for the digit that is said, 0 for the others. */
function saying(said: readonly number[], output: number): DigitOutputs {
  return () => {
    const outputs = new Float32Array(10 * said.length);
    said.forEach((digit, at) => {
      outputs[10 * at + digit] = output;
    });
    return outputs;
  };
}

const first = saying([0, 1, 5], 2);
const second = saying([3, 4, 6], Math.log(11));

function valuesTold(told: Told): number[][] {
  const { images, channels, height } = inMemory(toldPairs(set, { partner, told, first, second }));
  const values = new Float32Array(images.buffer, images.byteOffset, images.byteLength / 4);
  const size = channels * height;
  return [0, 1, 2].map((at) => [...values.subarray(size * at, size * (at + 1))]);
}

const oneHot = (digit: number, value = 1) =>
  Array.from({ length: 10 }, (_, at) => (at === digit ? value : 0));

test("toldPairs() tells what the first CNN says of each digit, then what the second says of its partner", () => {
  expect(valuesTold("value")).toEqual([
    [0, 6],
    [1, 4],
    [5, 3],
  ]);
  expect(valuesTold("one-hot")).toEqual([
    [...oneHot(0), ...oneHot(6)],
    [...oneHot(1), ...oneHot(4)],
    [...oneHot(5), ...oneHot(3)],
  ]);
  expect(valuesTold("true")).toEqual(valuesTold("one-hot"));
});

test("toldPairs() tells outputs as they are, or as probabilities", () => {
  const least = Math.fround(Math.log(11));
  expect(valuesTold("logits")[0]).toEqual([...oneHot(0, 2), ...oneHot(6, least)]);
  const soft = valuesTold("soft")[0]!;
  // Of e^ln 11 and nine times e^0.
  expect(soft[16]).toBeCloseTo(11 / 20, 6);
  expect(soft[10]).toBeCloseTo(1 / 20, 6);
  expect(soft.slice(0, 10).reduce((sum, share) => sum + share)).toBeCloseTo(1, 6);
});

test("toldPairs() keeps probabilities finite where outputs are large", () => {
  const loud = { partner, told: "soft", first: saying([1, 1, 1], 1e4), second } as const;
  const { images } = inMemory(toldPairs(set, loud));
  expect([...new Float32Array(images.buffer).subarray(0, 3)]).toEqual([0, 1, 0]);
});

test("toldPairs() labels pairs with what really comes third, whatever is said", () => {
  const pairs = toldPairs(set, { partner, told: "one-hot", first, second });
  expect(pairs).toMatchObject({ count: 3, channels: 2, height: 10, width: 1, dtype: "f32" });
  expect([...pairs.labels].map(termOfLabel)).toEqual([4, 1, -2]);
  expect([...pairs.concepts!.first!]).toEqual([0, 1, 2]);
  expect([...pairs.concepts!.second!]).toEqual([2, 1, 0]);
});

test("toldPairs() refuses outputs that are not finite", () => {
  const broken = { partner, told: "logits", first: saying([0, 1, 2], Number.NaN), second } as const;
  expect(() => toldPairs(set, broken)).toThrow(
    new DataError("Cannot make a set of numbers: example 0 has NaN, needs finite ones"),
  );
});
