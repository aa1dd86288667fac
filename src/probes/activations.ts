import { rootQuotients } from "../core/rootQuotients.ts";
import { text } from "../core/settings.ts";
import { sizeOf } from "../core/shape.ts";
import { estimateOf, mean } from "../core/statistics.ts";
import { activationFigures } from "../figures/probes/activations.ts";
import type { LayerSpec } from "../nn/network.ts";
import { chooseLayers } from "../probing/chooseLayers.ts";
import { imagesText } from "../probing/imagesText.ts";
import type { Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";

/** What the probe `activations` can be told. */
export interface ActivationsOptions {
  readonly layers: string;
}

/**
 * What the units of each layer give: mean and deviation over all images and positions, the share of zeros, and the share
 * of units that give the same number for every image at every position: with ReLU mostly 0, units that are dead. Channels
 * are the units of maps. Intervals are Student's over images, of the deviation that of the delta method. There is no number of
 * outputs that are not finite, and no share of dead units where each gives one number.
 *
 * Units: mean and deviation those of the layer; sparsity and dead units as fractions
 * @source Glorot & Bengio 2010, AISTATS, section 3; Lu et al. 2019, arXiv:1903.06733 (dead units)
 */
export const activations = defineProbe<ActivationsOptions>({
  id: "activations",
  title: "Activations",
  question: "How strongly do the units of each layer answer, and how many not at all?",
  source: "Glorot & Bengio 2010, AISTATS; Lu et al. 2019, arXiv:1903.06733",
  caveats: [
    "A unit that is dead for these images may answer to others.",
    "Intervals are about other images of the same kind, not about another training.",
  ],
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
  figures: ({ points, untrained, options }) =>
    activationFigures(readingRows(points), {
      untrained: untrained.flatMap(({ readings }) => readings),
      subtitle: imagesText(options),
    }),
});

/** What is summed up of a layer, image by image. */
class UnitSums {
  readonly name: string;
  readonly #units: number;
  readonly #positions: number;
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  readonly #means: number[] = [];
  readonly #squares: number[] = [];
  readonly #zeros: number[] = [];

  constructor({ name, shape }: LayerSpec) {
    const [units = 1, ...positions] = shape;
    this.name = name;
    this.#units = units;
    this.#positions = sizeOf(positions);
    this.#least = new Float64Array(units).fill(Number.POSITIVE_INFINITY);
    this.#most = new Float64Array(units).fill(Number.NEGATIVE_INFINITY);
  }

  add(values: ArrayLike<number>): void {
    const size = this.#units * this.#positions;
    for (let start = 0; start < values.length; start += size) this.#addImage(values, start);
  }

  #addImage(values: ArrayLike<number>, start: number): void {
    let [sum, squares, zeros, at] = [0, 0, 0, start];
    for (let unit = 0; unit < this.#units; unit++) {
      let [least, most] = [this.#least[unit]!, this.#most[unit]!];
      for (const end = at + this.#positions; at < end; at++) {
        const value = values[at]!;
        sum += value;
        squares += value * value;
        if (value === 0) zeros++;
        if (value < least) least = value;
        if (value > most) most = value;
      }
      this.#least[unit] = least;
      this.#most[unit] = most;
    }
    const size = this.#units * this.#positions;
    this.#means.push(sum / size);
    this.#squares.push(squares / size);
    this.#zeros.push(zeros / size);
  }

  readings(): Reading[] {
    const layer = this.name;
    const centre = mean(this.#means);
    if (!Number.isFinite(centre + mean(this.#squares))) {
      const reason = "the layer's outputs are not finite";
      return quantities.map((quantity) => ({ quantity, layer, value: null, reason }));
    }
    const found = [
      estimate(this.#means),
      this.#deviation(centre),
      estimate(this.#zeros),
      this.#dead(),
    ];
    return quantities.map((quantity, at) => ({ quantity, layer, ...found[at]! }));
  }

  /** Root of the mean over images of the mean square distance from the mean of all. */
  #deviation(centre: number) {
    const above = this.#squares.map((square, image) =>
      Math.max(0, square - 2 * centre * this.#means[image]! + centre * centre),
    );
    return rootQuotients([{ above, below: above.map(() => 1) }]);
  }

  #dead() {
    if (this.#means.length * this.#positions === 1) {
      return { value: null, reason: "there is one number a unit" };
    }
    const dead = this.#least.filter((least, unit) => least === this.#most[unit]).length;
    return { value: dead / this.#units };
  }
}

function estimate(values: readonly number[]) {
  const { mean: value, low, high } = estimateOf(values);
  return { value, low: low ?? undefined, high: high ?? undefined };
}

const quantities = ["mean", "deviation", "sparsity", "dead units"] as const;
