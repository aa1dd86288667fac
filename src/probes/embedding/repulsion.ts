import type { Quadtree } from "./quadtree.ts";

/**
 * How strongly each point of the plane is pushed away by all others under Student's t with one degree of freedom, and
 * the sum of the kernel over all ordered pairs. A square is taken for as many points in one place where the extent of
 * its points is below θ times their distance; with θ = 0 none is, and all pairs are looked at.
 *
 * Shape: a tree of N points -> [N, 2] in `pushes`: Σ_b k_ab²·(y_a - y_b), k_ab = 1/(1 + |y_a - y_b|²)
 * @param theta - below √½, so that no point lies in a square that is taken so
 * @returns Σ_(a≠b) k_ab
 * @source van der Maaten 2014, JMLR 15, 3221–3245, section 4.2
 */
export function fillRepulsion(pushes: Float64Array, tree: Quadtree, theta: number): number {
  const { order, x, y, squares } = tree;
  const { next, first, end, isLeaf, x: middleX, y: middleY, squaredExtent } = squares;
  const squaredTheta = theta * theta;
  const behind = next[0]!;
  let sum = 0;
  for (let point = 0; point < order.length; point++) {
    const ownX = x[point]!;
    const ownY = y[point]!;
    let pushX = 0;
    let pushY = 0;
    for (let square = 0; square < behind; ) {
      const byX = ownX - middleX[square]!;
      const byY = ownY - middleY[square]!;
      const squaredDistance = byX * byX + byY * byY;
      if (squaredExtent[square]! < squaredTheta * squaredDistance) {
        const kernel = 1 / (1 + squaredDistance);
        const all = (end[square]! - first[square]!) * kernel;
        sum += all;
        pushX += all * kernel * byX;
        pushY += all * kernel * byY;
        square = next[square]!;
      } else if (isLeaf[square] === 1) {
        for (let other = first[square]!; other < end[square]!; other++) {
          const dx = ownX - x[other]!;
          const dy = ownY - y[other]!;
          const kernel = 1 / (1 + dx * dx + dy * dy);
          sum += kernel;
          pushX += kernel * kernel * dx;
          pushY += kernel * kernel * dy;
        }
        square = next[square]!;
      } else square++;
    }
    pushes[2 * order[point]!] = pushX;
    pushes[2 * order[point]! + 1] = pushY;
  }
  // Each point has met itself, with a kernel of 1 and no push.
  return sum - order.length;
}
