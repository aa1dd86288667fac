import type { Backend } from "../../backends/backend.ts";
import { divergence } from "../../figures/divergence.ts";
import type { Figure } from "../../figures/figure.ts";
import { networkOf } from "../../studies/networkOf.ts";
import { writeFigures } from "../../studies/writeFigures.ts";
import { cellOf, type PreparedTraining } from "../prepareTraining.ts";
import type { ChangedKey } from "./forkRequest.ts";
import { type DivergenceAt, runDivergence } from "./runDivergence.ts";

/** A fork that has been trained, or is being. */
export interface ForkOfRun {
  readonly folder: string;
  readonly parent: string;
  /** After which it was forked. */
  readonly epoch: number;
  readonly changes: readonly ChangedKey[];
  readonly seed: number;
  readonly prepared: PreparedTraining;
}

/** How far a fork has left its parent. */
export interface ForkDivergence {
  /** At the fork itself, and at every later epoch of which both have a checkpoint. */
  readonly points: readonly DivergenceAt[];
  /** The figure's picture; null where the two have no epoch in common after the fork. */
  readonly figure: string | null;
}

/**
 * Compares a fork with its parent, and writes the figure into the fork's folder.
 *
 * @throws {StorageError | DataError} when a checkpoint of one of the two cannot be read
 * @throws {StorageError} when the figure cannot be written
 */
export async function forkDivergence(fork: ForkOfRun, backend: Backend): Promise<ForkDivergence> {
  const { folder, parent, epoch, seed, prepared } = fork;
  const points = await runDivergence({
    first: parent,
    second: folder,
    from: epoch,
    network: networkOf(cellOf(prepared, seed)),
    test: prepared.dataset.test,
    backend,
  });
  if (points.length < 2) return { points, figure: null };
  const [figure] = await writeFigures(folder, [await figureOf(fork, points)]);
  return { points, figure: figure! };
}

/** The changes as words: `learningRate 0.05 → 0.01`. */
export function changesText(changes: readonly ChangedKey[]): string {
  if (changes.length === 0) return "nothing changed";
  return changes.map(({ key, parent, fork }) => `${key} ${parent} → ${fork}`).join(", ");
}

function figureOf(
  { epoch, changes, seed, prepared }: ForkOfRun,
  points: readonly DivergenceAt[],
): Promise<Figure> {
  const { model } = prepared.request.settings;
  const rows = points.map(({ epoch, flipped, lost, gained, weights, layers }) => ({
    epoch,
    flipped,
    lost,
    gained,
    weightDistance: weights.distance,
    weightCosine: weights.cosine,
    layers: layers.map(({ layer, value }) => ({ layer, similarity: value })),
  }));
  const subtitle = `${model} on ${prepared.dataset.title}, forked after epoch ${epoch}: ${changesText(changes)}; one run of seed ${seed}`;
  return divergence(rows, { subtitle });
}
