import { sizeOf } from "../../core/shape.ts";
import { leavesOf } from "../../graph/graph.ts";
import { trainingPrefix } from "../../nn/matchWeights.ts";
import type { StoredTensor } from "../../storage/safetensors.ts";
import { networkOf } from "../../studies/networkOf.ts";
import type { Cell } from "../../studies/study.ts";
import { averageNameOf, averageStarted } from "../../train/averageUpdates.ts";
import { plainRecipe, trainingOf } from "../../train/recipe.ts";
import { trainGraph } from "../../train/trainGraph.ts";

/** What of a checkpoint another training can go on with. */
export interface KeptStates {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** States of the old training for which the new one has no use. */
  readonly dropped: readonly string[];
  /** What the new optimiser keeps and the old one did not: it begins as zeros. */
  readonly begun: readonly string[];
}

/** What every training keeps under the same name and with the same meaning, whatever its optimiser. */
const common = ["parameters", "buffers"];
const notOptimisers = [...common, ...common.map(averageNameOf), averageStarted];

/**
 * Takes from a checkpoint's tensors those of states that the new training does not have, and those of another optimiser:
 * what one keeps means nothing to another. The network's own tensors all stay.
 */
export function keptStates(
  tensors: ReadonlyMap<string, StoredTensor>,
  cell: Cell,
  { isOtherOptimiser }: { readonly isOtherOptimiser: boolean },
): KeptStates {
  const lengths = stateLengths(cell);
  const isKept = ([path, { data }]: readonly [string, StoredTensor]) => {
    if (!path.startsWith(trainingPrefix)) return true;
    const name = nameIn(path);
    if (isOtherOptimiser && !notOptimisers.includes(name)) return false;
    return lengths.get(name) === data.length;
  };
  const kept = new Map([...tensors].filter(isKept));
  const dropped = [...tensors.keys()].filter((path) => !kept.has(path)).map(nameIn);
  const begun = [...lengths.keys()].filter(
    (name) => !notOptimisers.includes(name) && !kept.has(`${trainingPrefix}${name}`),
  );
  return { tensors: kept, dropped, begun };
}

/** The states of a cell's training by name. */
function stateLengths(cell: Cell): Map<string, number> {
  const { learningRate, momentum, epochs, batchSize } = cell;
  const recipe = { ...plainRecipe, ...cell.recipe, learningRate, momentum };
  const training = trainingOf(recipe, { epochs, stepsPerEpoch: 1 });
  const graph = trainGraph({ ...training, network: networkOf(cell), batchSize });
  return new Map(
    leavesOf(graph, "state").map(({ name, value }) => [name, sizeOf(value.type.shape)]),
  );
}

function nameIn(path: string): string {
  return path.slice(trainingPrefix.length);
}
