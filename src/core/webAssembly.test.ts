import { expect, test } from "vitest";
import {
  add,
  addWords,
  type Code,
  doWhileLess,
  get,
  load,
  multiplyFirst,
  multiplyFloats,
  multiplyLast,
  set,
  shiftDown,
  shuffle,
  splat,
  store,
  toFloats,
  vector,
  word,
  xor,
} from "./webAssembly.ts";

/** What a program of one parameter writes to the beginning of memory. */
function written(body: Code, { parameter = 0, count = 4 } = {}) {
  const { run, memory } = load({ parameters: 1, words: 1, vectors: 1, body });
  run(parameter);
  return [...new Uint32Array(memory.buffer, 0, count)];
}

/** A float32 as a word. */
function bitsOf(number: number): number {
  return new Uint32Array(Float32Array.of(number).buffer)[0]!;
}

const zero = word(0);
const counting = vector(1, 2, 3, 4);

test.each([0, 63, 64, -64, -65, 8191, 8192, 0x9e3779b9, -(2 ** 31)])(
  "word() is %d, however many bytes that takes",
  (value) => {
    expect(written(store(zero, 0, splat(word(value))))).toEqual(new Array(4).fill(value >>> 0));
  },
);

test("add() and xor() work lane by lane, on 32 bits", () => {
  const all = splat(word(-1));
  expect(written(store(zero, 0, add(counting, all)))).toEqual([0, 1, 2, 3]);
  expect(written(store(zero, 0, xor(counting, splat(word(1)))))).toEqual([0, 3, 2, 5]);
});

test("multiplyFirst() and multiplyLast() give whole products of the two halves", () => {
  const factor = splat(word(0xd2511f53));
  const large = vector(2, 3, 2 ** 31, 5);
  expect(written(store(zero, 0, multiplyFirst(large, factor)))).toEqual([
    0xa4a23ea6, 1, 0x76f35df9, 2,
  ]);
  expect(written(store(zero, 0, multiplyLast(large, factor)))).toEqual([
    0x80000000, 0x69288fa9, 0x1b959c9f, 4,
  ]);
});

test("shiftDown() puts zeros in front of what is left, whatever the sign", () => {
  const code = store(zero, 0, shiftDown(vector(-1, 256, 255, 2 ** 31), word(8)));
  expect(written(code)).toEqual([2 ** 24 - 1, 1, 0, 2 ** 23]);
});

test("toFloats() rounds lanes with their sign, and multiplyFloats() multiplies them", () => {
  const half = splat(word(bitsOf(0.5)));
  const code = store(zero, 0, multiplyFloats(toFloats(vector(3, -1, 0, 2 ** 24 + 1)), half));
  expect(written(code)).toEqual([1.5, -0.5, 0, 2 ** 23].map(bitsOf));
});

test("shuffle() takes lanes of both operands", () => {
  const code = store(zero, 0, shuffle([0, 4, 3, 7], counting, vector(10, 20, 30, 40)));
  expect(written(code)).toEqual([1, 10, 4, 40]);
});

test("doWhileLess() repeats while a variable is below the parameter, once at least", () => {
  const [parameter, place, value] = [0, 1, 2];
  const body = [
    ...set(value, add(get(value), counting)),
    ...store(get(place), 0, get(value)),
    ...set(place, addWords(get(place), word(16))),
  ];
  const loop = doWhileLess(body, [get(place), get(parameter)]);
  expect(written(loop, { parameter: 32, count: 12 })).toEqual([1, 2, 3, 4, 2, 4, 6, 8, 0, 0, 0, 0]);
  expect(written(loop, { parameter: 0, count: 8 })).toEqual([1, 2, 3, 4, 0, 0, 0, 0]);
});

test("store() writes behind an address, however many bytes the distance takes", () => {
  const { run, memory } = load({
    ...{ parameters: 0, words: 0, vectors: 0 },
    body: store(word(16), 1000, counting),
  });
  run();
  expect([...new Uint32Array(memory.buffer, 1016, 4)]).toEqual([1, 2, 3, 4]);
});
