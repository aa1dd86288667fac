import { UsageError } from "../core/errors.ts";
import { jackknifeInterval } from "../core/jackknifeInterval.ts";
import { text } from "../core/settings.ts";
import {
  effectiveReceptiveFieldFigures,
  type FieldMap,
} from "../figures/probes/effectiveReceptiveField.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import type { LayerSpec, Network } from "../nn/network.ts";
import { abs } from "../ops/abs.ts";
import { slice } from "../ops/pad.ts";
import { mean } from "../ops/sum.ts";
import { chooseLayers } from "../probing/chooseLayers.ts";
import { imagesText } from "../probing/imagesText.ts";
import type { Measurement, ProbePoint, Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import { type FieldBox, fieldBoxOf } from "./field/fieldBox.ts";
import { type Extent, extentOf } from "./field/mapExtent.ts";

/** What the probe `effective-receptive-field` can be told. */
export interface EffectiveReceptiveFieldOptions {
  readonly layers: string;
}

/** What its figures need besides the maps. */
export interface EffectiveReceptiveFieldDetails {
  /** Where the theoretical field of the centre unit lies in the image, by layer. */
  readonly boxes: Readonly<Record<string, FieldBox>>;
}

/**
 * How far the centre unit of a feature map really looks. The gradient is 1 at position (⌊H'/2⌋, ⌊W'/2⌋) of every channel
 * of the layer and 0 elsewhere; what it is by each pixel is taken without its sign and averaged over the colours and the
 * images. Of this map: the radius, which is the deviation of its weight around its centre, √((σ²_row + σ²_column)/2), and
 * σ where it is a Gaussian; the side of a square as large as all pixels above 1 - 95.45 % of the peak, as in the paper;
 * and the share of the theoretical field, cut to the image, that these pixels are. Intervals: delete-a-group jackknife
 * over images. Where the gradient is 0 by every pixel of every image, or not finite, there is no number.
 *
 * Shape: per layer one map [H, W]
 * Units: radius and side in pixels of the input; share as a fraction
 * @source Luo et al. 2016, arXiv:1701.04128, section 3; the radius: own choice, which no threshold enters
 */
export const effectiveReceptiveField = defineProbe<EffectiveReceptiveFieldOptions>({
  id: "effective-receptive-field",
  title: "Effective receptive field",
  question: "How far do the units of a layer really look?",
  headline: {
    quantity: "radius",
    words: "how many pixels far the centre unit of {layer} looks (radius)",
    isMinor: true,
  },
  source: "Luo et al. 2016, arXiv:1701.04128",
  caveats: [
    "Of the unit in the middle alone: units near the edge see less.",
    "Where the middle lies between two units it is the one below and to the right.",
    "The gradient is that of the sum of all channels, where what they see may cancel out.",
    "Theoretical fields lie in the middle of the image, give or take half a step of the layer.",
  ],
  options: {
    layers: text("all", "layers with height and width, by name or pattern such as conv*"),
  },
  images: { part: "test", count: 50 },
  untrained: true,
  check: ({ layers }, { network }) => void mapsOf(network, layers),
  taps: ({ network, images, layers, options, gradient }) => ({
    rows: Object.fromEntries(
      mapsOf(network, options.layers).map(({ name }) => [
        name,
        mean(abs(gradient(centreOf(layers[name]!), images)), [1]),
      ]),
    ),
  }),
  measure({ network, options, lookBatches }) {
    const chosen = mapsOf(network, options.layers);
    const sums = chosen.map(({ name }) => new MapSums(name, network));
    lookBatches(({ from, rows }) => {
      for (const sum of sums) sum.add(rows[sum.name]!, from);
    });
    const boxes = chosen.map((layer) => [layer.name, fieldBoxOf(network, layer)] as const);
    const measured = sums.map((sum, at) => measureMap(sum, boxes[at]![1]));
    const details: EffectiveReceptiveFieldDetails = { boxes: Object.fromEntries(boxes) };
    return {
      readings: measured.flatMap(({ readings }) => readings),
      details,
      arrays: Object.assign({}, ...measured.map(({ arrays }) => arrays)),
    };
  },
  figures: ({ points, untrained, options }) =>
    effectiveReceptiveFieldFigures({
      rows: readingRows(points),
      untrained: untrained.flatMap(({ readings }) => readings),
      maps: points.flatMap(mapsIn),
      images: imagesText(options),
    }),
});

/** The maps of a checkpoint, as the figure takes them. */
function mapsIn({ run, epoch, details, arrays = {} }: ProbePoint): FieldMap[] {
  const { boxes } = details as EffectiveReceptiveFieldDetails;
  return Object.entries(arrays).map(([layer, { shape, data }]) => {
    const [height, width] = shape;
    return { run, epoch, layer, values: data, height: height!, width: width!, box: boxes[layer]! };
  });
}

/** @throws {UsageError} when the network sees no single images, or has no layers with height and width */
function mapsOf(network: Network, pattern: string): readonly LayerSpec[] {
  const maps = chooseLayers(network, pattern, "spatial");
  if (network.inputShape.length === 3 && maps.length > 0) return maps;
  throw new UsageError(
    `Cannot measure receptive fields of "${network.name}": it has no layer with height and width that sees one image, needs one`,
  );
}

/** Shape: [N, C, H, W] -> [N, C, 1, 1] */
function centreOf(layer: Value): Value {
  const [n, channels, height, width] = shapeOf(layer);
  const [row, column] = [Math.floor(height! / 2), Math.floor(width! / 2)];
  return slice(layer, [0, 0, row, column], [n!, channels!, 1, 1]);
}

/** Every tenth image is of one group. */
const groupCount = 10;

/** The maps of a layer, added up in groups of images. */
class MapSums {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly #groups: readonly Float64Array[];
  count = 0;

  constructor(name: string, { inputShape }: Network) {
    this.name = name;
    this.height = inputShape[1]!;
    this.width = inputShape[2]!;
    const size = this.height * this.width;
    this.#groups = Array.from({ length: groupCount }, () => new Float64Array(size));
  }

  /** Maps of images from the one at `first` on. */
  add(maps: ArrayLike<number>, first: number): void {
    const size = this.height * this.width;
    for (let start = 0; start < maps.length; start += size) {
      const group = this.#groups[(first + start / size) % groupCount]!;
      for (let at = 0; at < size; at++) group[at] = group[at]! + maps[start + at]!;
      this.count++;
    }
  }

  /** The sum over all images, or all but a group. */
  sum(without?: number): Float64Array {
    const sum = new Float64Array(this.height * this.width);
    this.#groups.forEach((group, index) => {
      if (index === without) return;
      for (let at = 0; at < sum.length; at++) sum[at] = sum[at]! + group[at]!;
    });
    return sum;
  }
}

function measureMap(sums: MapSums, box: FieldBox): Measurement {
  const { name: layer, count, width } = sums;
  const sum = sums.sum();
  const total = sum.reduce((all, value) => all + value, 0);
  if (!(total > 0 && Number.isFinite(total))) {
    const reason =
      total === 0 ? "the centre unit's gradient is 0 by every pixel" : "gradients are not finite";
    return { readings: quantities.map((quantity) => ({ quantity, layer, value: null, reason })) };
  }
  const whole = extentOf(sum, width);
  const groups = count < 2 * groupCount ? [] : Array.from({ length: groupCount }, (_, at) => at);
  const others = groups.map((group) => extentOf(sums.sum(group), width));
  const readings = quantities.map((quantity): Reading => {
    const numberOf = (extent: Extent) => valueIn(extent, quantity, box);
    const value = numberOf(whole);
    const most = quantity === "share of the field" ? 1 : Number.POSITIVE_INFINITY;
    return { quantity, layer, value, ...jackknifeInterval(value, others.map(numberOf), [0, most]) };
  });
  const map = Float32Array.from(sum, (value) => value / count);
  const { height } = sums;
  return { readings, arrays: { [layer]: { dtype: "f32", shape: [height, width], data: map } } };
}

const quantities = ["radius", "side", "share of the field"] as const;

function valueIn(
  { radius, pixels }: Extent,
  quantity: (typeof quantities)[number],
  box: FieldBox,
): number {
  if (quantity === "radius") return radius;
  return quantity === "side" ? Math.sqrt(pixels) : pixels / box.pixels;
}
