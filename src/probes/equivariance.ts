import { rootQuotients } from "../core/rootQuotients.ts";
import { oneOf, text, wholeNumber } from "../core/settings.ts";
import { sizeOf } from "../core/shape.ts";
import { imageSize } from "../data/imageSet.ts";
import { shiftImages } from "../data/transforms/shift.ts";
import { chooseLayers } from "../probing/chooseLayers.ts";
import type { Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import type { ProbeView } from "../probing/view.ts";
import { checkShift } from "./movement/checkShift.ts";
import { equivarianceFigures } from "./movement/equivarianceFigures.ts";
import { layerMapsOf } from "./movement/layerMaps.ts";
import { MovementSums } from "./movement/movementSums.ts";

/** What the probe `equivariance` can be told. */
export interface EquivarianceOptions {
  readonly layers: string;
  readonly shift: number;
  readonly mode: "zero" | "circular";
}

/** So many numbers of layers' outputs are held at a time, of still and of moved images each. */
const numbersAtOnce = 2 ** 23;

/**
 * How far each layer is from moving along with the image: the root mean square difference between its output for the
 * image moved to the right and its moved output for the image, divided by that between its outputs for two different
 * images; see `measureEquivariance`. The same for each shift and, as the mean over the shifts that have one, for the layer.
 * There is none where all images give the layer the same output, or no column is left that was inside before the move.
 *
 * Shape: images [N, C, H, W]; layers [N, C, H, W] or [N, C]
 * Units: 0 when a layer moves along exactly; 1 when moving the image changes it as much as taking another image does
 * @source own definition, after the equivariance error of Lenc & Vedaldi 2015, arXiv:1411.5908
 */
export const equivariance = defineProbe<EquivarianceOptions>({
  id: "equivariance",
  title: "Equivariance",
  question: "Does what each layer says move along when the image is moved?",
  headline: {
    quantity: "equivariance error",
    words:
      "how much moving the image changes {layer}, as a share of what another image changes (equivariance error),",
    format: "percent",
    isMinor: true,
  },
  source: "own definition, after Lenc & Vedaldi 2015, arXiv:1411.5908",
  caveats: [
    "A move by a fraction of a layer's unit interpolates linearly between units.",
    "Layers without height and width are compared unmoved: of them the number tells how far they are from invariance.",
    "Intervals take images as drawn independently, although each is also set beside the next one.",
  ],
  options: {
    layers: text("all", "layers, by name or pattern such as conv*"),
    shift: wholeNumber(1, 2, "largest shift to the right, in pixels: each from 1 on is measured"),
    mode: oneOf(["zero", "circular"], "what enters at the edge: zeros, or what left at the other"),
  },
  images: { part: "test", count: 200 },
  untrained: true,
  check: ({ shift }, { dataset: { test } }) => checkShift(shift, test.width, "width"),
  taps: ({ network, layers, options }) => ({
    rows: Object.fromEntries(
      chooseLayers(network, options.layers).map(({ name }) => [name, layers[name]!]),
    ),
  }),
  measure: (view) => ({ readings: readingsOf(sumsOf(view)) }),
  figures: equivarianceFigures,
});

/** What is summed up of every layer under every shift; every image is set beside the next one, the last beside the first. */
function sumsOf({ options, network, examples, look }: ProbeView<EquivarianceOptions>) {
  const { mode } = options;
  const chosen = chooseLayers(network, options.layers);
  const names = chosen.map(({ name }) => name);
  const layers = layerMapsOf(network).filter(({ name }) => names.includes(name));
  const shifts = Array.from({ length: options.shift }, (_, index) => index + 1);
  const sums = shifts.map((dx) => layers.map((maps) => new MovementSums(maps, { dx, mode })));
  const size = imageSize(examples);
  const numbers = chosen.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const atOnce = Math.max(1, Math.min(100, Math.floor(numbersAtOnce / numbers)));
  for (let from = 0; from < examples.count; from += atOnce) {
    const count = Math.min(atOnce, examples.count - from);
    const images = withNext(examples.images, { from, count, size });
    const still = look({ images }).rows;
    const moved = new Uint8Array(images.length);
    shifts.forEach((dx, at) => {
      const planes = (images.length / size) * examples.channels;
      shiftImages(images, moved, { ...examples, count: planes, dx, dy: 0, mode });
      const after = look({ images: moved }).rows;
      for (const sum of sums[at]!) {
        const { name } = sum.maps;
        sum.add({ still: still[name]!.values, after: after[name]!.values, count });
      }
    });
  }
  return sums.flat();
}

interface Stretch {
  readonly from: number;
  readonly count: number;
  /** Of an image. */
  readonly size: number;
}

/** Some images and the one after them; behind the last comes the first. */
function withNext(images: Uint8Array, { from, count, size }: Stretch): Uint8Array {
  const out = new Uint8Array((count + 1) * size);
  out.set(images.subarray(from * size, (from + count) * size));
  const next = ((from + count) * size) % images.length;
  out.set(images.subarray(next, next + size), count * size);
  return out;
}

const sameReason = "nothing to compare with: the layer says the same of all images";
const outsideReason = "the layer is too narrow: all of it came from outside the image";

function readingsOf(sums: readonly MovementSums[]): Reading[] {
  const layers = [...new Set(sums.map(({ maps }) => maps.name))];
  const quantity = "equivariance error";
  const means = layers.map((layer): Reading => {
    return { quantity, layer, ...errorOf(sums.filter(({ maps }) => maps.name === layer)) };
  });
  const single = sums.map(
    (sum): Reading => ({ quantity, layer: sum.maps.name, of: `${sum.dx} px`, ...errorOf([sum]) }),
  );
  return [...means, ...single];
}

/** Mean over the shifts that have an error. */
function errorOf(sums: readonly MovementSums[]) {
  const own = sums.filter(({ error }) => error !== null);
  if (own.length === 0)
    return {
      value: null,
      reason: sums.some(({ hasColumns }) => hasColumns) ? sameReason : outsideReason,
    };
  if (!own.every(({ error }) => Number.isFinite(error))) {
    return { value: null, reason: "the layer's outputs are not finite" };
  }
  return rootQuotients(own.map(({ broken, apart }) => ({ above: broken, below: apart })));
}
