import { cannotRead } from "../../cannotRead.ts";
import type { PickleValue } from "./pickleValue.ts";

/** More than CIFAR-100 needs by ten: what is built takes memory. */
const mostSteps = 4_000_000;

/** Where the reader of a pickle stands: its bytes, its stack, and what it is to remember. */
export class PickleMachine {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #path: string;
  readonly #memo = new Map<number, PickleValue>();
  readonly #marks: number[] = [];
  #stack: PickleValue[] = [];
  #at = 0;
  #steps = 0;
  #copied = 0;

  constructor(bytes: Uint8Array, path: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#path = path;
  }

  /** The next instruction. */
  step(): number {
    if (++this.#steps > mostSteps) throw this.refuse(`more than ${mostSteps} instructions`);
    return this.byte();
  }

  byte(): number {
    return this.take(1)[0]!;
  }

  /** The next bytes, not copied. */
  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) {
      const left = this.#bytes.length - this.#at;
      throw cannotRead(
        this.#path,
        `it is cut short, ${left} bytes are left and it needs ${length}`,
      );
    }
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  /** The bytes after a length that takes 1, 4 or 8 bytes itself. */
  counted(size: 1 | 4 | 8): Uint8Array {
    return this.take(this.count(size));
  }

  count(size: 1 | 2 | 4 | 8): number {
    const at = this.#at;
    this.take(size);
    if (size === 8) return Number(this.#view.getBigUint64(at, true));
    if (size === 4) return this.#view.getUint32(at, true);
    return size === 2 ? this.#view.getUint16(at, true) : this.#bytes[at]!;
  }

  int32(): number {
    const at = this.#at;
    this.take(4);
    return this.#view.getInt32(at, true);
  }

  /** Python's `float`, the one number whose most significant byte comes first. */
  float64(): number {
    const at = this.#at;
    this.take(8);
    return this.#view.getFloat64(at);
  }

  /** The text up to the end of the line. */
  line(): string {
    const end = this.#bytes.indexOf(10, this.#at);
    const text = this.take((end < 0 ? this.#bytes.length : end) - this.#at);
    this.take(1);
    return Buffer.from(text).toString("latin1");
  }

  push(value: PickleValue): void {
    this.#stack.push(value);
  }

  pop(): PickleValue {
    if (this.#stack.length <= (this.#marks.at(-1) ?? 0))
      throw this.refuse("too little on its stack");
    return this.#stack.pop()!;
  }

  top(): PickleValue {
    const value = this.pop();
    this.#stack.push(value);
    return value;
  }

  mark(): void {
    this.#marks.push(this.#stack.length);
  }

  /** Everything above the last mark, which goes too. */
  popToMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw this.refuse("an end without a beginning");
    return this.#stack.splice(mark);
  }

  remember(index: number): void {
    this.#memo.set(index, this.top());
  }

  rememberNext(): void {
    this.remember(this.#memo.size);
  }

  recall(index: number): PickleValue {
    const value = this.#memo.get(index);
    if (value === undefined) throw this.refuse(`a use of value ${index}, which it does not have`);
    return value;
  }

  /**
   * Counts bytes that a call copies: no file that numpy wrote has one text copied again and again.
   *
   * @throws {DataError} when they are more than the file has
   */
  countCopied(length: number): void {
    this.#copied += length;
    if (this.#copied > this.#bytes.length) throw this.refuse("more text than it has bytes");
  }

  /** Bytes that have not been read. */
  left(): number {
    return this.#bytes.length - this.#at;
  }

  refuse = (what: string): Error =>
    cannotRead(this.#path, `it has ${what}, needs a pickle of numbers, text and arrays`);
}
