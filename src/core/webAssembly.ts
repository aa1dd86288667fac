/**
 * WebAssembly written by functions: each gives the bytes of an instruction after those of its operands, so that nested
 * calls read like the expression that they compute. It holds what `philoxWords.ts` needs of 128-bit vectors of 4 words.
 *
 * @source WebAssembly Core Specification 2.0, sections 5.4 (instructions) and 5.5 (modules)
 */

/** Instructions as bytes. */
export type Code = readonly number[];

/** The value of a variable; parameters come first. */
export function get(variable: number): Code {
  return [0x20, ...unsigned(variable)];
}

/** Gives a variable its value. */
export function set(variable: number, value: Code): Code {
  return [...value, 0x21, ...unsigned(variable)];
}

/** A fixed word. */
export function word(value: number): Code {
  return [0x41, ...signed(value | 0)];
}

/** The sum of two words. */
export function addWords(a: Code, b: Code): Code {
  return [...a, ...b, 0x6a];
}

/** A fixed vector. */
export function vector(...words: readonly [number, number, number, number]): Code {
  return [0xfd, 0x0c, ...new Uint8Array(Uint32Array.from(words).buffer)];
}

/** One word in all 4 lanes. */
export const splat = onVectors(0x11);
/** Lane by lane. */
export const add = onVectors(0xae, 0x01);
/** Lane by lane. */
export const xor = onVectors(0x51);
/** The whole products, of 64 bits, of lanes 0 and 1. */
export const multiplyFirst = onVectors(0xde, 0x01);
/** The whole products, of 64 bits, of lanes 2 and 3. */
export const multiplyLast = onVectors(0xdf, 0x01);
/** The float32 nearest to each lane, taken as a number with a sign. */
export const toFloats = onVectors(0xfa, 0x01);
/** Lane by lane, as float32. */
export const multiplyFloats = onVectors(0xe6, 0x01);

function onVectors(...opcode: readonly number[]) {
  return (...operands: readonly Code[]): Code => [...operands.flat(), 0xfd, ...opcode];
}

/** The bits of each lane moved down by as many as a word says, zeros behind them. */
export function shiftDown(value: Code, count: Code): Code {
  return [...value, ...count, 0xfd, 0xad, 0x01];
}

/** The lanes of a, counted 0 to 3, and of b, 4 to 7, in another order. */
export function shuffle(lanes: readonly number[], a: Code, b: Code): Code {
  const bytes = lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte));
  return [...a, ...b, 0xfd, 0x0d, ...bytes];
}

/** Writes a vector to memory, `offset` bytes behind an address. */
export function store(address: Code, offset: number, value: Code): Code {
  return [...address, ...value, 0xfd, 0x0b, 4, ...unsigned(offset)];
}

/** Does something, once at least, while one word is less than another. */
export function doWhileLess(body: Code, [a, b]: readonly [Code, Code]): Code {
  return [0x03, 0x40, ...body, ...a, ...b, 0x48, 0x0d, 0, 0x0b];
}

/** A function without a result, on words. */
export interface Program {
  readonly parameters: number;
  /** Words and vectors that it has as variables, after the parameters and in this order. */
  readonly words: number;
  readonly vectors: number;
  readonly body: Code;
}

/** A function ready to be called, and the 64 KiB of memory that it works on. */
export interface Loaded {
  readonly run: (...words: readonly number[]) => void;
  readonly memory: { readonly buffer: ArrayBuffer };
}

/** What the platform has of it; the compiler's libraries for Node do not say so. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** Compiles a function. */
export function load({ parameters, words, vectors, body }: Program): Loaded {
  const [wordType, vectorType, functionType] = [0x7f, 0x7b, 0x60];
  const variables = [2, ...unsigned(words), wordType, ...unsigned(vectors), vectorType];
  const code = [...variables, ...body, 0x0b];
  const bytes = [
    ...[0, ...ascii("asm"), 1, 0, 0, 0],
    ...section(1, [1, functionType, parameters, ...new Array(parameters).fill(wordType), 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...named("memory"), 2, 0, ...named("run"), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ];
  const compiled = new WebAssembly.Module(Uint8Array.from(bytes));
  return new WebAssembly.Instance(compiled).exports as Loaded;
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content];
}

function named(name: string): Code {
  return [name.length, ...ascii(name)];
}

function ascii(text: string): Code {
  return Array.from(text, (character) => character.charCodeAt(0));
}

/** A number in groups of 7 bits, lowest first, each but the last marked by bit 7. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** The same for numbers with a sign, which is bit 6 of the last group. */
function signed(value: number): Code {
  const isLast = value >= -64 && value < 64;
  return isLast ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
