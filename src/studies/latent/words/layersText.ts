import { type LayerName, layerNames } from "../layers.ts";
import { listed } from "./byNetwork.ts";

/**
 * Layers within a sentence: "c1", "c2 and c5", "c1 to c4, c6 and gap", "no layer".
 *
 * @source own design
 */
export function layersText(layers: readonly LayerName[]): string {
  const parts = runsOf(layers).flatMap((run) =>
    run.length < 3 ? run : [`${run[0]} to ${run.at(-1)}`],
  );
  return parts.length === 0 ? "no layer" : listed(parts);
}

/** Layers that follow each other stand together. */
function runsOf(layers: readonly LayerName[]): LayerName[][] {
  const runs: LayerName[][] = [];
  for (const layer of layers) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && layerNames.indexOf(layer) === layerNames.indexOf(last) + 1) {
      runs.at(-1)!.push(layer);
    } else {
      runs.push([layer]);
    }
  }
  return runs;
}
