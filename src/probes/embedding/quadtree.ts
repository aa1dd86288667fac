import { makeZOrder, type ZOrder } from "./zOrder.ts";

/** Points of the plane in squares within squares; each square is followed by those within it. */
export interface Quadtree {
  /** Which point is where in the tree, where points of one square are beside each other. Shape: [N] */
  readonly order: Uint32Array;
  /** In that order. Shape: [N] */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly squares: Squares;
}

/** What there is of each square. Shape: [2·N], of which those before `next` of the first are in use */
export interface Squares {
  /** The first square behind this one and all within it. */
  readonly next: Uint32Array;
  /** Its points are those from this place of the tree to that. */
  readonly first: Uint32Array;
  readonly end: Uint32Array;
  /** 1 where no squares are within it. */
  readonly isLeaf: Uint8Array;
  /** The mean of its points. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** How far apart its points are in x or in y, whichever is more, squared. */
  readonly squaredExtent: Float64Array;
}

interface KeyedTree extends Quadtree, ZOrder {}

/** So few points cost no more one by one than in squares of their own, and are exact. */
const mostInLeaf = 16;

/**
 * Makes a tree of points again and again without new memory: what it gives is valid until it is called again. Squares of
 * which one alone within holds all points are left out, so that there are fewer than twice as many squares as points.
 *
 * Shape: positions [N, 2] -> a tree of N points
 * @source Barnes & Hut 1986, Nature 324, 446–449; in the order of a curve: Warren & Salmon 1993, Supercomputing, 12–21
 */
export function makeQuadtree(count: number): (positions: Float64Array) => Quadtree {
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  const squares = makeSquares(2 * count);
  const zOrder = makeZOrder(count);
  return (positions) => {
    const { keys, order } = zOrder(positions);
    for (let at = 0; at < count; at++) {
      x[at] = positions[2 * order[at]!]!;
      y[at] = positions[2 * order[at]! + 1]!;
    }
    const tree = { order, x, y, squares, keys };
    const end = addSquares(tree, 0, 0, count);
    for (let square = 0; square < end; square++) measure(tree, square);
    return tree;
  };
}

function makeSquares(most: number): Squares {
  return {
    next: new Uint32Array(most),
    first: new Uint32Array(most),
    end: new Uint32Array(most),
    isLeaf: new Uint8Array(most),
    x: new Float64Array(most),
    y: new Float64Array(most),
    squaredExtent: new Float64Array(most),
  };
}

/** Adds the square of some points and all within it, and gives the first behind them. */
function addSquares(tree: KeyedTree, square: number, first: number, end: number): number {
  const { keys, squares } = tree;
  const [low, high] = [keys[first]!, keys[end - 1]!];
  const isLeaf = end - first <= mostInLeaf || low === high;
  squares.first[square] = first;
  squares.end[square] = end;
  squares.isLeaf[square] = Number(isLeaf);
  // Where their two bits first differ: the largest squares that do not hold them all.
  const shift = (31 - Math.clz32(low ^ high)) & ~1;
  let behind = square + 1;
  for (let from = first; from < end && !isLeaf; ) {
    const quarter = keys[from]! >>> shift;
    let to = from + 1;
    while (to < end && keys[to]! >>> shift === quarter) to++;
    behind = addSquares(tree, behind, from, to);
    from = to;
  }
  squares.next[square] = behind;
  return behind;
}

/** From its points one by one, as often as there are squares around them: few enough to take little of a step. */
function measure({ squares, x, y }: Quadtree, square: number): void {
  const first = squares.first[square]!;
  const end = squares.end[square]!;
  let left = x[first]!;
  let right = left;
  let top = y[first]!;
  let bottom = top;
  let sumX = 0;
  let sumY = 0;
  for (let at = first; at < end; at++) {
    const ownX = x[at]!;
    const ownY = y[at]!;
    sumX += ownX;
    sumY += ownY;
    if (ownX < left) left = ownX;
    else if (ownX > right) right = ownX;
    if (ownY < top) top = ownY;
    else if (ownY > bottom) bottom = ownY;
  }
  const extent = Math.max(right - left, bottom - top);
  squares.x[square] = sumX / (end - first);
  squares.y[square] = sumY / (end - first);
  squares.squaredExtent[square] = extent * extent;
}
