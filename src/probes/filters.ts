import { UsageError } from "../core/errors.ts";
import { text } from "../core/settings.ts";
import { sizeOf } from "../core/shape.ts";
import { needs } from "../core/suggest.ts";
import { describeNetwork, type Network } from "../nn/network.ts";
import type { Measurement, Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import {
  chanceRedundancy,
  type Filters,
  filterNorms,
  redundancyOf,
} from "./filters/filterSimilarity.ts";
import { filtersFigures } from "./filters/filtersFigures.ts";
import { type FiltersDetails, filtersOver } from "./filters/filtersOver.ts";

/** What the probe `filters` can be told. */
export interface FiltersOptions {
  readonly layer: string;
}

/** Below this share of the longest filter's norm a filter hardly takes part. */
const deadShare = 0.01;

/**
 * The filters of a convolution: pictures of them, their mean norm, how alike those of a layer are (the mean absolute
 * cosine of two of them, each less its own mean, beside that of random directions), and the share whose norm is at most a
 * hundredth of the longest one's. Over the epochs how much they change, and between runs how like the filters of one are
 * to those of another. Filters whose weights are all the same have no direction and are left out of cosines; where
 * fewer than two are left there is no redundancy, and between networks there is none where one of them has none left.
 *
 * Shape: weights [O, C, kH, kW]
 * Units: norms those of the weights; redundancy, dead filters and changes as fractions
 * @source Inoue & Tsukamoto 2021, section 3.2 (between networks); redundancy, dead filters and matching: own design
 */
export const filters = defineProbe<FiltersOptions>({
  id: "filters",
  title: "Filters",
  question: "What do the filters of a convolution look like, and do other runs find the same ones?",
  headline: {
    quantity: "redundancy",
    words: "how alike two filters of {layer} are on average (absolute cosine, 1 at most)",
    isMinor: true,
  },
  source: "Inoue & Tsukamoto 2021 (between networks); redundancy and matching: own design",
  caveats: [
    "Distances between runs depend on how large the filters are; those divided by norms and cosines do not.",
    "Only the first convolution is compared between runs: the inputs of deeper ones stand in another order in each network.",
    "Where a normalisation follows, the norm of a filter has no effect on what the network says.",
  ],
  options: {
    layer: text("auto", "a convolution's weights such as conv1.weight, auto for the first"),
  },
  cadence: "every",
  untrained: true,
  check: ({ layer }, { network }) => {
    chooseKernel(network, layer);
  },
  measure: ({ network, numbers, options }) => measureFilters(network, numbers.parameters, options),
  over: filtersOver,
  figures: filtersFigures,
});

/** Convolutions have weights of four dimensions, and nothing else has. */
function chooseKernel(network: Network, layer: string) {
  const kernels = describeNetwork(network).parameters.filter(({ shape }) => shape.length === 4);
  const names = kernels.map(({ name }) => name);
  if (names.length === 0) {
    throw new UsageError(
      `Cannot look at the filters of "${network.name}": it has no convolution, needs one`,
    );
  }
  const place = layer === "auto" ? 0 : names.indexOf(layer);
  const kernel = kernels[place];
  if (!kernel) {
    throw new UsageError(
      `Cannot look at the filters of "${network.name}": "${layer}" is no convolution's weights, ${needs(layer, names)}`,
    );
  }
  return { ...kernel, isFirst: place === 0 };
}

function measureFilters(
  network: Network,
  parameters: Float32Array,
  { layer: wanted }: FiltersOptions,
): Measurement {
  const { name: layer, shape, offset, isFirst } = chooseKernel(network, wanted);
  const data = parameters.slice(offset, offset + sizeOf(shape));
  const own = { values: data, count: shape[0]!, size: data.length / shape[0]! };
  const details: FiltersDetails = { layer, isFirst };
  return {
    readings: readingsOf(own).map((reading) => ({ ...reading, layer })),
    details,
    arrays: { filters: { dtype: "f32", shape, data } },
  };
}

function readingsOf(own: Filters): Reading[] {
  const norms = filterNorms(own);
  const longest = Math.max(...norms);
  if (!Number.isFinite(longest)) {
    const reason = "the filters are not finite";
    return ["mean norm", "redundancy", "dead filters"].map((quantity) => ({
      quantity,
      value: null,
      reason,
    }));
  }
  const dead = norms.filter((norm) => norm <= deadShare * longest).length;
  const redundancy = redundancyOf(own);
  const chance = chanceRedundancy(own.size);
  return [
    { quantity: "mean norm", value: norms.reduce((sum, norm) => sum + norm, 0) / own.count },
    redundancy === null
      ? {
          quantity: "redundancy",
          value: null,
          reason: "fewer than two filters have weights that differ",
        }
      : { quantity: "redundancy", value: redundancy, chance: [chance, chance] },
    { quantity: "dead filters", value: dead / own.count },
  ];
}
