import fc from "fast-check";
import { expect, test } from "vitest";
import { makeQuadtree, type Quadtree } from "./quadtree.ts";

const coordinate = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.double({ min: -1, max: 9, noNaN: true }),
);
const places = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 200 });

test("makeQuadtree() has every point of a square in one of those within it, and knows their mean and extent", () => {
  fc.assert(
    fc.property(places, (drawn) => {
      const tree = makeQuadtree(drawn.length)(Float64Array.from(drawn.flat()));
      expect(tree.squares.next[0]).toBeLessThan(2 * drawn.length + 1);
      for (let square = 0; square < tree.squares.next[0]!; square++) {
        checkSquare(tree, square);
      }
      expect([tree.squares.first[0], tree.squares.end[0]]).toEqual([0, drawn.length]);
    }),
  );
});

test("makeQuadtree() keeps points at one place in one square, and takes what comes next anew", () => {
  const plant = makeQuadtree(40);
  plant(Float64Array.from({ length: 80 }, (_, at) => at * at));
  const { squares } = plant(new Float64Array(80).fill(2));
  expect([squares.next[0], squares.isLeaf[0], squares.squaredExtent[0]]).toEqual([1, 1, 0]);
});

function checkSquare({ squares, x, y }: Quadtree, square: number): void {
  const [first, end] = [squares.first[square]!, squares.end[square]!];
  const [ownX, ownY] = [x.subarray(first, end), y.subarray(first, end)];
  const mean = (values: Float64Array) => values.reduce((sum, own) => sum + own, 0) / values.length;
  const extent = (values: Float64Array) => Math.max(...values) - Math.min(...values);
  expect(squares.x[square]).toBeCloseTo(mean(ownX), 9);
  expect(squares.y[square]).toBeCloseTo(mean(ownY), 9);
  expect(squares.squaredExtent[square]).toBe(Math.max(extent(ownX), extent(ownY)) ** 2);
  if (squares.isLeaf[square] === 1) {
    expect(squares.next[square]).toBe(square + 1);
    return;
  }
  let place = first;
  let inner = square + 1;
  for (; inner < squares.next[square]!; inner = squares.next[inner]!) {
    expect(squares.first[inner]).toBe(place);
    place = squares.end[inner]!;
  }
  expect([inner, place]).toEqual([squares.next[square], end]);
}
