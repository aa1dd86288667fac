/** Bytes that must stay untouched from step `first` to step `last`, both included. */
export interface Lifetime {
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
}

/** Where everything lies in one arena. */
export interface MemoryPlan {
  /** Where each lifetime's bytes begin, in the order given. */
  readonly offsets: readonly number[];
  readonly totalBytes: number;
}

/** Cache lines and AVX-512 registers. */
const alignment = 64;

/**
 * Places lifetimes in one arena so that those alive at the same step do not overlap: the largest first, each at the
 * lowest place that is free for it.
 *
 * Source: "greedy by size" of Pisarchyk & Lee 2020, arXiv:2001.03288.
 */
export function planMemory(lifetimes: readonly Lifetime[]): MemoryPlan {
  const offsets = new Array<number>(lifetimes.length).fill(0);
  const placed: number[] = [];
  const order = lifetimes.map((_, index) => index);
  order.sort((a, b) => lifetimes[b]!.bytes - lifetimes[a]!.bytes || a - b);
  let totalBytes = 0;
  for (const index of order) {
    const own = lifetimes[index]!;
    const neighbours = placed
      .filter((other) => overlap(own, lifetimes[other]!))
      .sort((a, b) => offsets[a]! - offsets[b]!);
    let offset = 0;
    for (const other of neighbours) {
      if (offset + own.bytes <= offsets[other]!) break;
      offset = Math.max(offset, align(offsets[other]! + lifetimes[other]!.bytes));
    }
    offsets[index] = offset;
    placed.push(index);
    totalBytes = Math.max(totalBytes, align(offset + own.bytes));
  }
  return { offsets, totalBytes };
}

function overlap(a: Lifetime, b: Lifetime): boolean {
  return a.first <= b.last && b.first <= a.last;
}

function align(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}
