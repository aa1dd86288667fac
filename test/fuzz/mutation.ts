import fc from "fast-check";

/** Something done to the bytes of a file. */
export type Mutation =
  | { readonly kind: "flip"; readonly at: Place; readonly bit: number }
  | { readonly kind: "overwrite"; readonly at: Place; readonly bytes: readonly number[] }
  | { readonly kind: "insert"; readonly at: Place; readonly bytes: readonly number[] }
  | { readonly kind: "remove"; readonly at: Place; readonly count: number }
  | { readonly kind: "repeat"; readonly at: Place; readonly count: number }
  | { readonly kind: "cut"; readonly at: Place };

/** From the start or before the end, where headers are, or anywhere. */
type Place =
  | { readonly offset: number }
  | { readonly beforeEnd: number }
  | { readonly fraction: number };

const place: fc.Arbitrary<Place> = fc.oneof(
  fc.record({ offset: fc.nat(64) }),
  fc.record({ offset: fc.nat(600) }),
  fc.record({ beforeEnd: fc.nat(200) }),
  fc.record({ fraction: fc.double({ min: 0, max: 1, noNaN: true }) }),
);

/** Numbers at which counts, sizes and offsets break: none, few, all bits, the sign, and just beside them. */
const extremes = [0n, 1n, 2n, 5n, 0x7fn, 0x80n, 0xffn, 0x7fffn, 0xffffn, 0x10000n, 0xffffffn]
  .concat([0x7fffffffn, 0x80000000n, 0xfffffff8n, 0xffffffffn, 0x100000000n, 1n << 53n])
  .concat([(1n << 63n) - 1n, 1n << 63n, (1n << 64n) - 1n]);

const number = fc
  .record({
    value: fc.oneof(fc.constantFrom(...extremes), fc.bigInt({ min: 0n, max: 100_000n })),
    size: fc.constantFrom(1, 2, 4, 8),
    littleEndian: fc.boolean(),
  })
  .map(({ value, size, littleEndian }) => {
    const bytes = Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
    return littleEndian ? bytes : bytes.reverse();
  });

/** Numbers in texts, and what is around them. */
const text = fc
  .constantFrom(...'0 -1 9 99999999 7777777 1e99 null " [ { } , ..'.split(" "))
  .map((text) => [...Buffer.from(text)]);

const bytes = fc.oneof(number, text, fc.array(fc.nat(255), { minLength: 1, maxLength: 16 }));

const count = (most: number) => fc.integer({ min: 1, max: most });

const flip = fc.record({ kind: fc.constant("flip"), at: place, bit: fc.nat(7) });
const overwrite = fc.record({ kind: fc.constant("overwrite"), at: place, bytes });
const insert = fc.record({ kind: fc.constant("insert"), at: place, bytes });
const remove = fc.record({ kind: fc.constant("remove"), at: place, count: count(64) });
const repeat = fc.record({ kind: fc.constant("repeat"), at: place, count: count(600) });
const cut = fc.record({ kind: fc.constant("cut"), at: place });

/** One to three things done to a file, mostly such as leave its size as it is. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.oneof<fc.WeightedArbitrary<Mutation>[]>(
    { weight: 2, arbitrary: flip },
    { weight: 5, arbitrary: overwrite },
    { weight: 4, arbitrary: fc.oneof(insert, remove, repeat, cut) },
  ),
  { minLength: 1, maxLength: 3 },
);

/** The bytes with all of it done, one after the other. */
export function mutated(bytes: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  return changes.reduce(withMutation, bytes);
}

function withMutation(bytes: Uint8Array, mutation: Mutation): Uint8Array {
  const at = placeIn(bytes, mutation.at);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (mutation.kind) {
    case "flip":
      return joined(before, [(after[0] ?? 0) ^ (1 << mutation.bit)], after.subarray(1));
    case "overwrite":
      return joined(before, mutation.bytes, after.subarray(mutation.bytes.length));
    case "insert":
      return joined(before, mutation.bytes, after);
    case "remove":
      return joined(before, after.subarray(mutation.count));
    case "repeat":
      return joined(before, after.subarray(0, mutation.count), after);
    case "cut":
      return joined(before);
  }
}

function placeIn({ length }: Uint8Array, at: Place): number {
  if ("offset" in at) return Math.min(at.offset, length);
  return "beforeEnd" in at ? Math.max(0, length - at.beforeEnd) : Math.floor(at.fraction * length);
}

function joined(...parts: readonly ArrayLike<number>[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts.map((part) => Uint8Array.from(part))));
}
