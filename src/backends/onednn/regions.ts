import type { Layout } from "./engine.ts";

/** A stretch of memory that lives from its first step to its last; its place is found when all are known. */
export class Buffer {
  readonly bytes: number;
  /** Memory that others own: inputs, states, constants. */
  readonly external: Uint8Array | null;
  first = Number.POSITIVE_INFINITY;
  last = -1;
  #joined: Buffer | undefined;

  constructor(bytes: number, external: Uint8Array | null = null) {
    this.bytes = bytes;
    this.external = external;
  }

  /** The buffer whose place it takes; itself where it has its own. */
  get root(): Buffer {
    return this.#joined?.root ?? this;
  }

  /** Takes the place of a buffer whose life ends as this one's begins. */
  join(other: Buffer): void {
    this.#joined = other;
    other.last = this.last;
  }

  /** Notes that step `index` reads or writes it. */
  touch(index: number): void {
    this.first = Math.min(this.first, index);
    this.last = Math.max(this.last, index);
  }
}

/** A tensor in a buffer, `offset` bytes from its start. */
export interface Placed {
  readonly buffer: Buffer;
  readonly offset: number;
  readonly layout: Layout;
}

/** Whether two tensors begin at the same byte. */
export function samePlace(a: Placed, b: Placed): boolean {
  return a.buffer === b.buffer && a.offset === b.offset;
}
