import { text } from "../core/settings.ts";
import type { LayerSpec } from "../nn/network.ts";
import { chooseLayers } from "../probing/chooseLayers.ts";
import type { Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";

/** What the probe `activations` can be told. */
export interface ActivationsOptions {
  readonly layers: string;
}

/**
 * What the units of each layer give: mean and deviation over all images and positions, the share of zeros, and the share
 * of units that give the same number for every image at every position: with ReLU mostly 0, units that are dead. Channels
 * are the units of maps.
 *
 * Units: mean and deviation those of the layer; sparsity and dead units as fractions
 * @source Glorot & Bengio 2010, AISTATS, section 3; Lu et al. 2019, arXiv:1903.06733 (dead units)
 */
export const activations = defineProbe<ActivationsOptions>({
  id: "activations",
  title: "Activations",
  question: "How strongly do the units of each layer answer, and how many not at all?",
  source: "Glorot & Bengio 2010, AISTATS; Lu et al. 2019, arXiv:1903.06733",
  caveats: ["A unit that is dead for these images may answer to others."],
  options: { layers: text("all", "layers, by name or pattern such as conv*") },
  images: { part: "test", count: 500 },
  untrained: true,
  taps: ({ network, layers, options }) => ({
    rows: Object.fromEntries(
      chooseLayers(network, options.layers).map(({ name }) => [name, layers[name]!]),
    ),
  }),
  measure({ network, options, lookBatches }) {
    const layers = chooseLayers(network, options.layers).map((spec) => new UnitSums(spec));
    lookBatches(({ rows }) => {
      for (const layer of layers) layer.add(rows[layer.name]!);
    });
    return { readings: layers.flatMap((layer) => layer.readings()) };
  },
});

/** What is summed up of a layer, batch by batch. */
class UnitSums {
  readonly name: string;
  readonly #units: number;
  readonly #positions: number;
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  #count = 0;
  #zeros = 0;
  #sum = 0;
  #squares = 0;

  constructor({ name, shape }: LayerSpec) {
    const [units = 1, ...positions] = shape;
    this.name = name;
    this.#units = units;
    this.#positions = positions.reduce((product, extent) => product * extent, 1);
    this.#least = new Float64Array(units).fill(Number.POSITIVE_INFINITY);
    this.#most = new Float64Array(units).fill(Number.NEGATIVE_INFINITY);
  }

  add(values: ArrayLike<number>): void {
    for (let start = 0, unit = 0; start < values.length; start += this.#positions) {
      let [least, most] = [this.#least[unit]!, this.#most[unit]!];
      for (let at = start; at < start + this.#positions; at++) {
        const value = values[at]!;
        this.#sum += value;
        this.#squares += value * value;
        if (value === 0) this.#zeros++;
        if (value < least) least = value;
        if (value > most) most = value;
      }
      this.#least[unit] = least;
      this.#most[unit] = most;
      unit = (unit + 1) % this.#units;
    }
    this.#count += values.length;
  }

  readings(): Reading[] {
    const mean = this.#sum / this.#count;
    const deviation = Math.sqrt(Math.max(0, this.#squares / this.#count - mean * mean));
    const dead = this.#least.reduce((sum, least, at) => sum + Number(least === this.#most[at]), 0);
    const layer = this.name;
    if (!Number.isFinite(mean + deviation)) {
      const reason = "the layer's outputs are not finite";
      return quantities.map((quantity) => ({ quantity, layer, value: null, reason }));
    }
    const values = [mean, deviation, this.#zeros / this.#count, dead / this.#units];
    return quantities.map((quantity, at) => ({ quantity, layer, value: values[at]! }));
  }
}

const quantities = ["mean", "deviation", "sparsity", "dead units"] as const;
