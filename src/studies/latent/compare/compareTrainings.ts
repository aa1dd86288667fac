import type { Estimate } from "../../../core/statistics.ts";
import { differenceBetween, timesBetween } from "../../differenceBetween.ts";
import type { LayerName } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { depthTrend, type Look } from "./compareLayers.ts";
import { networkNamed } from "./networkNamed.ts";
import { countAt, type LookedAt } from "./ratioAt.ts";

/**
 * How many times as many components a layer takes after training as before, paired by seed.
 *
 * @source own design: the source looks after training alone
 */
export function timesUntrained(
  network: NetworkResult,
  layer: LayerName,
  look: Look = {},
): Estimate | null {
  const [after, before] = (["trained", "untrained"] as const).map((when) =>
    countAt(network, { ...look, layer, when }),
  );
  return timesBetween(after!, before!);
}

/** By how much τ of the ratio with depth is larger after training than before, paired by seed. */
export function trendLessUntrained(network: NetworkResult, look: Look = {}): Estimate | null {
  const [after, before] = (["trained", "untrained"] as const).map((when) =>
    depthTrend(network, { ...look, when }),
  );
  return differenceBetween(after!, before!);
}

/**
 * How many times as many components a layer of No. 1 takes as where it was trained on shuffled labels, paired by seed; null
 * where there is no such training.
 */
export function timesShuffled(
  results: LatentResults,
  layer: LayerName,
  look: Look = {},
): Estimate | null {
  return timesOther(results, "no1-shuffled", { ...look, layer });
}

/** The same beside the training with the other normalisation. */
export function timesOtherNormalisation(results: LatentResults, layer: LayerName): Estimate | null {
  const other = results.networks.find(({ group }) => group === "normalisation");
  return other ? timesOther(results, other.row, { layer }) : null;
}

function timesOther(results: LatentResults, row: string, looked: LookedAt): Estimate | null {
  const [own, other] = [networkNamed(results, "no1"), networkNamed(results, row)];
  return own && other ? timesBetween(countAt(own, looked), countAt(other, looked)) : null;
}
