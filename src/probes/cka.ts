import { text } from "../core/settings.ts";
import { ckaFigures } from "../figures/probes/cka.ts";
import { imagesText } from "../probing/imagesText.ts";
import { layerRows } from "../probing/layerRows.ts";
import type { Measurement, Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import type { StoredTensor } from "../storage/safetensors.ts";
import { type CkaDetails, ckaDetails, ckaOverview } from "./similarity/ckaDetails.ts";
import { ckaOver } from "./similarity/ckaOver.ts";
import { comparableGram, compareGrams } from "./similarity/compareGrams.ts";
import { gramOf } from "./similarity/gram.ts";
import { alignment } from "./similarity/linearCka.ts";

/** What the probe `cka` can be told. */
export interface CkaOptions {
  readonly layers: string;
}

/**
 * How alike layers arrange the same images: each layer with each at one checkpoint, each with itself over the epochs, and the
 * same layer of several runs. 1 is the same arrangement but for rotation and scale, 0 nothing in common; the debiased estimate
 * may fall below 0.
 *
 * Intervals and chance: see `compareGrams`. Null with fewer than 4 images, and where a layer gives all the same output or
 * outputs that are not finite.
 *
 * Shape: keeps the inner products of each layer's outputs. Shape: [N, N]
 * Units: none; at most 1
 * @source Kornblith et al. 2019, arXiv:1905.00414; debiased: see `linearCka`
 */
export const cka = defineProbe<CkaOptions>({
  id: "cka",
  title: "Similarity of layers (CKA)",
  question:
    "Which layers arrange the images alike: of one network, over the epochs, and of several runs?",
  headline: {
    quantity: "similarity to the layer before",
    words: "how alike {layer} and the layer before arrange images (CKA, 1 at most)",
    isMinor: true,
  },
  source:
    "Kornblith et al. 2019, arXiv:1905.00414; Song et al. 2012, JMLR 13; Székely & Rizzo 2014, arXiv:1310.2926",
  caveats: [
    "CKA weighs directions by their variance: layers may be alike in the few largest and differ in all others.",
    "The interval says how far the similarity depends on which images were drawn, not on the seed of the training.",
  ],
  options: { layers: text("all", "layers, by name or pattern such as conv*") },
  images: { part: "test", count: 256 },
  untrained: true,
  taps: (site) => layerRows({ ...site, options: { ...site.options, positions: "flatten" } }),
  async measure({ compute, eachTap, stream }) {
    const arrays: Record<string, StoredTensor> = {};
    await eachTap((layer, { values, count, size }) => {
      const { gram } = compute(
        { layer: { dtype: "f32", shape: [count, size], data: values } },
        (leaves) => ({ gram: gramOf(leaves.layer!) }),
      );
      arrays[layer] = { dtype: "f32", shape: [count, count], data: gram! };
    });
    const names = Object.keys(arrays);
    const grams = names.map((name) => {
      const { shape, data } = arrays[name]!;
      return comparableGram({ count: shape[0]!, products: data });
    });
    const readings: Reading[] = names.slice(1).map((layer, before) => ({
      quantity: "similarity to the layer before",
      layer,
      ...compareGrams([[grams[before]!, grams[before + 1]!]], stream(`chance/${layer}`)),
    }));
    const layers: CkaDetails["layers"] = {
      names,
      values: grams.map((a) => grams.map((b) => alignment(a.whole, b.whole).value)),
    };
    return { readings, details: { layers }, arrays };
  },
  over: (points, { draw }) => ckaOver(points, draw),
  figures: ({ points, untrained, overview, options }) =>
    ckaFigures(readingRows(points), {
      untrained: untrained.flatMap(({ readings }) => readings),
      layers: points.flatMap(({ run, epoch, details }) => {
        const kept = ckaDetails.safeParse(details);
        return kept.success ? [{ run, epoch, ...kept.data.layers }] : [];
      }),
      ...overviewParts(overview),
      subtitle: imagesText(options),
    }),
});

function overviewParts(overview: Measurement | undefined) {
  const kept = ckaOverview.safeParse(overview?.details);
  return kept.success
    ? { epochs: kept.data.epochs, runs: kept.data.runs }
    : { epochs: [], runs: undefined };
}
