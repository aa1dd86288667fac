import { makeQuadtree } from "./quadtree.ts";
import { fillRepulsion } from "./repulsion.ts";
import type { Affinities } from "./tsneAffinities.ts";

/**
 * Computes the gradient of the divergence from affinities that are multiplied by a factor, again and again without new
 * memory.
 *
 * Shape: positions [N, 2] -> [N, 2] in `gradient`
 * @source van der Maaten & Hinton 2008, JMLR 9, 2579–2605, equation 5; pulls of the pairs that have any, and pushes by
 * groups: van der Maaten 2014, JMLR 15, 3221–3245, equation 8
 */
export function makeTsneGradient(
  affinities: Affinities,
  theta: number,
): (gradient: Float64Array, positions: Float64Array, factor: number) => void {
  const count = affinities.starts.length - 1;
  const pushes = new Float64Array(2 * count);
  const plant = makeQuadtree(count);
  return (gradient, positions, factor) => {
    const total = fillRepulsion(pushes, plant(positions), theta);
    for (let at = 0; at < pushes.length; at++) gradient[at] = (-4 * pushes[at]!) / total;
    addPulls(gradient, positions, { ...affinities, factor: 4 * factor });
  };
}

function addPulls(
  gradient: Float64Array,
  positions: Float64Array,
  { starts, others, values, factor }: Affinities & { readonly factor: number },
): void {
  for (let point = 0; point < starts.length - 1; point++) {
    const x = positions[2 * point]!;
    const y = positions[2 * point + 1]!;
    let pullX = 0;
    let pullY = 0;
    for (let pair = starts[point]!; pair < starts[point + 1]!; pair++) {
      const at = 2 * others[pair]!;
      const dx = x - positions[at]!;
      const dy = y - positions[at + 1]!;
      const pull = (factor * values[pair]!) / (1 + dx * dx + dy * dy);
      pullX += pull * dx;
      pullY += pull * dy;
      gradient[at] = gradient[at]! - pull * dx;
      gradient[at + 1] = gradient[at + 1]! - pull * dy;
    }
    gradient[2 * point] = gradient[2 * point]! + pullX;
    gradient[2 * point + 1] = gradient[2 * point + 1]! + pullY;
  }
}
