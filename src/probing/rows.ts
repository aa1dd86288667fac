import { isFloat, makeArray, type NumberArray } from "../core/dtype.ts";
import { UsageError } from "../core/errors.ts";
import type { Shape } from "../core/shape.ts";
import { sizeText } from "../core/sizeText.ts";
import type { Looker, Shown, TapSpec } from "./looker.ts";

/** What a tap says of all images, one row each. */
export interface Rows {
  /** Shape: [N, …shape] */
  readonly values: NumberArray;
  readonly count: number;
  /** Of one row. */
  readonly shape: Shape;
  /** Numbers of one row. */
  readonly size: number;
}

/** What taps came to: rows of all images, and sums over them. */
export interface Looked {
  readonly rows: Readonly<Record<string, Rows>>;
  readonly sums: Readonly<Record<string, Float64Array>>;
}

/**
 * What the wanted taps say of all images; in given memory, one tap behind the other, or else in memory of their own.
 *
 * @throws {UsageError} when they take more than there is room for
 */
export function allRows(
  looker: Looker,
  shown: Shown,
  { memory, room }: { readonly memory: number; readonly room?: ArrayBuffer | undefined },
): Looked {
  const wanted = looker.specs.filter(({ name }) => shown.wanted?.includes(name) ?? true);
  const count = looker.countOf(shown);
  const rowTaps = wanted.filter(({ kind }) => kind === "row");
  const bytes = rowTaps.reduce((sum, spec) => sum + bytesOf(spec, count), 0);
  checkRoom(rowTaps, { bytes, count, memory });
  looker.holds(bytes);
  let from = 0;
  const rows = Object.fromEntries(
    rowTaps.map((spec) => {
      const own = emptyRows(spec, count, room && isFloat(spec.dtype) ? { room, from } : undefined);
      from += own.values.byteLength;
      return [spec.name, own];
    }),
  );
  const sums = Object.fromEntries(
    wanted
      .filter(({ kind }) => kind === "sum")
      .map(({ name, size }) => [name, new Float64Array(size)]),
  );
  looker.visit(shown, ({ from, ...batch }) => {
    for (const [name, own] of Object.entries(batch.rows)) {
      const { values, size } = rows[name]!;
      values.set(own, from * size);
    }
    for (const [name, own] of Object.entries(batch.sums)) {
      const sum = sums[name]!;
      for (let at = 0; at < own.length; at++) sum[at] = sum[at]! + own[at]!;
    }
  });
  return { rows, sums };
}

export interface EachRowOptions {
  readonly shown: Shown;
  /** Units: bytes */
  readonly memory: number;
  /** Where rows are put; what has been visited is written over by the next. As large as `memory`. */
  readonly room?: ArrayBuffer | undefined;
  readonly visit: (name: string, rows: Rows) => void | Promise<void>;
}

/**
 * Visits one tap of rows after the other; images are shown again where not all taps have room at once.
 *
 * @throws {UsageError} when one alone takes more than there is room for
 */
export async function eachRow(
  looker: Looker,
  { shown, memory, room, visit }: EachRowOptions,
): Promise<void> {
  const taps = looker.specs.filter(({ kind }) => kind === "row");
  const groups = groupsWithin(taps, { memory, count: looker.countOf(shown) });
  for (const group of groups) {
    const wanted = group.map(({ name }) => name);
    const { rows } = allRows(looker, { ...shown, wanted }, { memory, room });
    // Each group has a graph of its own, and there may be as many as layers.
    if (groups.length > 1) looker.dispose();
    for (const name of wanted) await visit(name, rows[name]!);
  }
}

function groupsWithin(
  taps: readonly TapSpec[],
  { memory, count }: { readonly memory: number; readonly count: number },
): TapSpec[][] {
  const groups: TapSpec[][] = [];
  let room = 0;
  for (const tap of taps) {
    const bytes = bytesOf(tap, count);
    if (bytes > room) {
      groups.push([]);
      room = memory;
    }
    groups.at(-1)!.push(tap);
    room -= bytes;
  }
  return groups;
}

function checkRoom(
  taps: readonly TapSpec[],
  {
    bytes,
    count,
    memory,
  }: { readonly bytes: number; readonly count: number; readonly memory: number },
): void {
  if (bytes <= memory) return;
  const names = taps.map(({ name }) => `"${name}"`).join(", ");
  throw new UsageError(
    `Cannot hold what ${names} say of ${count} images: it takes ${sizeText(bytes)}, needs at most ${sizeText(memory)}; count= looks at fewer images, probeMemory= gives more room`,
  );
}

function bytesOf({ size }: TapSpec, count: number): number {
  return size * count * Float32Array.BYTES_PER_ELEMENT;
}

function emptyRows({ dtype, shape, size }: TapSpec, count: number, place?: Place): Rows {
  const values = place
    ? new Float32Array(place.room, place.from, count * size)
    : makeArray(dtype, count * size);
  return { values, count, shape, size };
}

/** Where in given memory. Units: bytes */
interface Place {
  readonly room: ArrayBuffer;
  readonly from: number;
}
