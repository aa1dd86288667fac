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

/** Words that fit into the memory of a function here, so that one call can give them. */
export const wordsAtOnce = 16_384;

/**
 * What `philox4x32` gives for successive counters, several times as fast: JavaScript has no product of 64 bits, and
 * WebAssembly has two in one instruction. The first of the counter's words, a multiple of 4, must not overflow on the way.
 *
 * @returns at least `count` words, in memory that the next call writes over
 */
export const philoxWords = generator(
  (memory) => new Uint32Array(memory),
  (words) => words,
);

/**
 * The upper 24 bits of each of these words as a fraction of 2^24, which float32 holds exactly.
 *
 * @returns at least `count` numbers in [0, 1), in memory that the next call writes over
 */
export const philoxFractions = generator((memory) => new Float32Array(memory), fractionsOf);

/** A function that is compiled when it is first called. */
function generator<Numbers>(
  numbersIn: (memory: ArrayBuffer) => Numbers,
  finish: (words: Code) => Code,
): (counter: Uint32Array, key: Uint32Array, count: number) => Numbers {
  let ready: { readonly run: (...words: number[]) => void; readonly numbers: Numbers } | undefined;
  return (counter, key, count) => {
    if (!ready) {
      const { run, memory } = load({ parameters: 7, words: 1, vectors, body: program(finish) });
      ready = { run, numbers: numbersIn(memory.buffer) };
    }
    const bytes = 4 * count;
    ready.run(counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!, bytes);
    return ready.numbers;
  };
}

function fractionsOf(words: Code): Code {
  const unit = new Uint32Array(Float32Array.of(2 ** -24).buffer)[0]!;
  return multiplyFloats(toFloats(shiftDown(words, word(8))), splat(word(unit)));
}

/** The parameters: words of the first counter and of the key, and the bytes to write. */
const [firstCounter, counter1, counter2, counter3, key0, key1, bytes] = [0, 1, 2, 3, 4, 5, 6];
/** The byte that is written next. */
const place = 7;
/** A vector of the first group's counters, and one for each round key. */
const [counters, k0, k1] = [8, 9, 10];

/** Four blocks: every vector holds a word of each. */
interface Group {
  readonly states: readonly [number, number, number, number];
  readonly productsOf0: Pair;
  readonly productsOf2: Pair;
}

type Pair = readonly [number, number];

/** A round waits for the one before it: what the processor does meanwhile are those of other groups. */
const groups = [11, 19, 27, 35].map(
  (from): Group => ({
    states: [from, from + 1, from + 2, from + 3],
    productsOf0: [from + 4, from + 5],
    productsOf2: [from + 6, from + 7],
  }),
);
const vectors = 3 + 8 * groups.length;

function program(finish: (words: Code) => Code): Code {
  const rounds = Array.from({ length: 10 }, () => [...groups.flatMap(round), ...nextKeys()]);
  const blocks = [
    ...groups.flatMap(begin),
    ...set(k0, splat(get(key0))),
    ...set(k1, splat(get(key1))),
    ...rounds.flat(),
    ...groups.flatMap((group, at) => storeBlocks(group, 64 * at, finish)),
    ...set(counters, add(get(counters), splat(word(4 * groups.length)))),
    ...set(place, addWords(get(place), word(64 * groups.length))),
  ];
  return [
    ...set(counters, add(splat(get(firstCounter)), vector(0, 1, 2, 3))),
    ...doWhileLess(blocks, [get(place), get(bytes)]),
  ];
}

function begin({ states: [s0, s1, s2, s3] }: Group, at: number): Code {
  return [
    ...set(s0, add(get(counters), splat(word(4 * at)))),
    ...set(s1, splat(get(counter1))),
    ...set(s2, splat(get(counter2))),
    ...set(s3, splat(get(counter3))),
  ];
}

/** The round of `philox4x32`, with its constants. */
function round({ states: [s0, s1, s2, s3], productsOf0, productsOf2 }: Group): Code {
  return [
    ...multiply(productsOf0, s0, 0xd2511f53),
    ...multiply(productsOf2, s2, 0xcd9e8d57),
    ...set(s0, xor(xor(high(productsOf2), get(s1)), get(k0))),
    ...set(s1, low(productsOf2)),
    ...set(s2, xor(xor(high(productsOf0), get(s3)), get(k1))),
    ...set(s3, low(productsOf0)),
  ];
}

function nextKeys(): Code {
  return [
    ...set(k0, add(get(k0), splat(word(0x9e3779b9)))),
    ...set(k1, add(get(k1), splat(word(0xbb67ae85)))),
  ];
}

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

/**
 * Block i is lane i of each state: first and second halves of blocks are put together in pairs, then the halves, so that
 * each block's words come together.
 */
function storeBlocks(
  { states: [s0, s1, s2, s3], productsOf0, productsOf2 }: Group,
  offset: number,
  finish: (words: Code) => Code,
): Code {
  const [first, last] = [
    [0, 4, 1, 5],
    [2, 6, 3, 7],
  ] as const;
  const [begin01, end01] = productsOf0;
  const [begin23, end23] = productsOf2;
  const put = (at: number, lanes: readonly number[], [begin, end]: Pair) =>
    store(get(place), offset + at, finish(shuffle(lanes, get(begin), get(end))));
  return [
    ...set(begin01, shuffle(first, get(s0), get(s1))),
    ...set(end01, shuffle(first, get(s2), get(s3))),
    ...set(begin23, shuffle(last, get(s0), get(s1))),
    ...set(end23, shuffle(last, get(s2), get(s3))),
    ...put(0, [0, 1, 4, 5], productsOf0),
    ...put(16, [2, 3, 6, 7], productsOf0),
    ...put(32, [0, 1, 4, 5], productsOf2),
    ...put(48, [2, 3, 6, 7], productsOf2),
  ];
}
