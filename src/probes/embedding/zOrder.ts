/** Points of the plane in the order of a curve that goes through square after square, and through squares within them. */
export interface ZOrder {
  /** Of the points in that order: which square they are in, two bits a level, the largest squares first. Shape: [N] */
  readonly keys: Uint32Array;
  /** Which point is where. Shape: [N] */
  readonly order: Uint32Array;
}

/** What is in the one pair while the other is filled. */
interface Scratch extends ZOrder {
  readonly other: ZOrder;
  /** How many points have a digit, and where the next of them goes. */
  readonly places: Uint32Array;
}

/** Levels of squares: half the bits of a key. */
const levels = 16;

/**
 * Sorts points again and again without new memory: what it gives is valid until it is called again. Points of one
 * smallest square stay in the order in which they are.
 *
 * Shape: positions [N, 2] -> [N]
 * @source Morton 1966, "A Computer Oriented Geodetic Data Base", IBM; sorted by radix, one byte after the other
 */
export function makeZOrder(count: number): (positions: Float64Array) => ZOrder {
  const empty = () => ({ keys: new Uint32Array(count), order: new Uint32Array(count) });
  const scratch: Scratch = { ...empty(), other: empty(), places: new Uint32Array(256) };
  return (positions) => {
    fillKeys(scratch, positions);
    sortByKey(scratch);
    return scratch;
  };
}

function fillKeys({ keys, order }: ZOrder, positions: Float64Array): void {
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [top, bottom] = [left, right];
  for (let at = 0; at < positions.length; at += 2) {
    left = Math.min(left, positions[at]!);
    right = Math.max(right, positions[at]!);
    top = Math.min(top, positions[at + 1]!);
    bottom = Math.max(bottom, positions[at + 1]!);
  }
  const side = Math.max(right - left, bottom - top);
  const scale = side > 0 ? (2 ** levels - 1) / side : 0;
  for (let point = 0; point < order.length; point++) {
    const column = Math.floor((positions[2 * point]! - left) * scale);
    const row = Math.floor((positions[2 * point + 1]! - top) * scale);
    keys[point] = spread(column) | (spread(row) << 1);
    order[point] = point;
  }
}

/** The 16 bits of a number with a 0 before each. */
function spread(bits: number): number {
  let apart = (bits | (bits << 8)) & 0x00ff00ff;
  apart = (apart | (apart << 4)) & 0x0f0f0f0f;
  apart = (apart | (apart << 2)) & 0x33333333;
  return (apart | (apart << 1)) & 0x55555555;
}

/** Four bytes: after the fourth everything is back where it began. */
function sortByKey(scratch: Scratch): void {
  for (let shift = 0; shift < 32; shift += 16) {
    sortByByte(scratch, scratch.other, { shift, places: scratch.places });
    sortByByte(scratch.other, scratch, { shift: shift + 8, places: scratch.places });
  }
}

function sortByByte(
  from: ZOrder,
  to: ZOrder,
  { shift, places }: { readonly shift: number; readonly places: Uint32Array },
): void {
  const { keys, order } = from;
  places.fill(0);
  for (let at = 0; at < keys.length; at++) {
    const byte = (keys[at]! >>> shift) & 255;
    places[byte] = places[byte]! + 1;
  }
  let before = 0;
  for (let byte = 0; byte < places.length; byte++) {
    const own = places[byte]!;
    places[byte] = before;
    before += own;
  }
  for (let at = 0; at < keys.length; at++) {
    const byte = (keys[at]! >>> shift) & 255;
    const place = places[byte]!;
    places[byte] = place + 1;
    to.keys[place] = keys[at]!;
    to.order[place] = order[at]!;
  }
}
