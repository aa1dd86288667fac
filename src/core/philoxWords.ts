import {
  add,
  addWords,
  type Code,
  doWhileLess,
  get,
  load,
  multiplyFirst,
  multiplyLast,
  set,
  shuffle,
  splat,
  store,
  vector,
  word,
  xor,
} from "./webAssembly.ts";

/** Words that fit into the memory of the function, so that one call can give them. */
export const wordsAtOnce = 16_384;

let generator:
  | { readonly run: (...words: readonly number[]) => void; readonly words: Uint32Array }
  | undefined;

/**
 * What `philox4x32` gives for successive counters, several times as fast: JavaScript has no product of 64 bits, and
 * WebAssembly has two in one instruction. The first of the counter's words, a multiple of 4, must not overflow on the way.
 *
 * @returns at least `count` words, in memory that the next call writes over
 */
export function philoxWords(counter: Uint32Array, key: Uint32Array, count: number): Uint32Array {
  generator ??= loadGenerator();
  const end = 4 * count;
  generator.run(counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!, end);
  return generator.words;
}

function loadGenerator() {
  const { run, memory } = load({ parameters: 7, words: 1, vectors: 14, body: program() });
  return { run, words: new Uint32Array(memory.buffer) };
}

/** The parameters: words of the first counter and of the key, and the bytes to write. */
const [firstCounter, counter1, counter2, counter3, key0, key1, bytes] = [0, 1, 2, 3, 4, 5, 6];
/** The byte that is written next. */
const place = 7;
/** A vector of four counters, their states in four vectors, and round keys and products, each in two vectors. */
const [counters, s0, s1, s2, s3, k0, k1] = [8, 9, 10, 11, 12, 13, 14];
const [productsOf0, productsOf2] = [
  [15, 16],
  [17, 18],
] as const;

/** Every vector holds a word of four blocks; at the end they change places, so that each block's words come together. */
function program(): Code {
  const rounds = Array.from({ length: 10 }, () => round()).flat();
  const block = [
    ...set(s0, get(counters)),
    ...set(s1, splat(get(counter1))),
    ...set(s2, splat(get(counter2))),
    ...set(s3, splat(get(counter3))),
    ...set(k0, splat(get(key0))),
    ...set(k1, splat(get(key1))),
    ...rounds,
    ...storeBlocks(),
    ...set(counters, add(get(counters), splat(word(4)))),
    ...set(place, addWords(get(place), word(64))),
  ];
  return [
    ...set(counters, add(splat(get(firstCounter)), vector(0, 1, 2, 3))),
    ...doWhileLess(block, [get(place), get(bytes)]),
  ];
}

/** The round of `philox4x32`, with its constants. */
function round(): Code {
  return [
    ...multiply(productsOf0, s0, 0xd2511f53),
    ...multiply(productsOf2, s2, 0xcd9e8d57),
    ...set(s0, xor(xor(high(productsOf2), get(s1)), get(k0))),
    ...set(s1, low(productsOf2)),
    ...set(s2, xor(xor(high(productsOf0), get(s3)), get(k1))),
    ...set(s3, low(productsOf0)),
    ...set(k0, add(get(k0), splat(word(0x9e3779b9)))),
    ...set(k1, add(get(k1), splat(word(0xbb67ae85)))),
  ];
}

type Pair = readonly [number, number];

function multiply([first, last]: Pair, state: number, factor: number): Code {
  return [
    ...set(first, multiplyFirst(get(state), splat(word(factor)))),
    ...set(last, multiplyLast(get(state), splat(word(factor)))),
  ];
}

function low([first, last]: Pair): Code {
  return shuffle([0, 2, 4, 6], get(first), get(last));
}

function high([first, last]: Pair): Code {
  return shuffle([1, 3, 5, 7], get(first), get(last));
}

/** Block i is lane i of each state: first and second halves of blocks are put together in pairs, then the halves. */
function storeBlocks(): Code {
  const [first, last] = [
    [0, 4, 1, 5],
    [2, 6, 3, 7],
  ] as const;
  const [begin01, end01] = productsOf0;
  const [begin23, end23] = productsOf2;
  return [
    ...set(begin01, shuffle(first, get(s0), get(s1))),
    ...set(end01, shuffle(first, get(s2), get(s3))),
    ...set(begin23, shuffle(last, get(s0), get(s1))),
    ...set(end23, shuffle(last, get(s2), get(s3))),
    ...store(get(place), 0, shuffle([0, 1, 4, 5], get(begin01), get(end01))),
    ...store(get(place), 16, shuffle([2, 3, 6, 7], get(begin01), get(end01))),
    ...store(get(place), 32, shuffle([0, 1, 4, 5], get(begin23), get(end23))),
    ...store(get(place), 48, shuffle([2, 3, 6, 7], get(begin23), get(end23))),
  ];
}
