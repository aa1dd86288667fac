import { bootstrapInterval } from "../../core/bootstrapInterval.ts";
import { sizeOf } from "../../core/shape.ts";
import { wilsonInterval } from "../../core/wilsonInterval.ts";
import type { LayerSpec } from "../../nn/network.ts";
import { chooseLayer } from "../../probing/chooseLayers.ts";
import type { Measurement, Reading } from "../../probing/measurement.ts";
import type { ProbeView } from "../../probing/view.ts";
import { betweenExtremes } from "./betweenExtremes.ts";
import { camBaseline } from "./camBaseline.ts";
import { type CamMethod, type CamScene, rowsOf } from "./camMethod.ts";
import type { CamOptions } from "./camOptions.ts";
import { areasUnder, type Faithfulness, fadedImages, pixelsByMap } from "./fadedImages.ts";
import { keepDrawn } from "./keepDrawn.ts";
import { mapInSize } from "./mapInSize.ts";
import { massInTopTenth } from "./massInTopTenth.ts";

/**
 * What a class-activation map says of a network: how far the network agrees with it, and the maps that are drawn.
 *
 * Units: see defineCam
 * @source own design; see defineCam
 */
export function measureCam<Options extends CamOptions>(
  method: CamMethod<Options>,
  view: ProbeView<Options>,
): Measurement {
  const { network, options, examples } = view;
  const layer = chooseLayer(network, options.layer);
  const found = view.look({ wanted: ["probabilities"] }).rows.probabilities!;
  const probabilities = rowsOf(found.values, network.classes);
  if (!areFinite(probabilities)) return nothing(layer, "the network's outputs are not finite");
  const answers = Int32Array.from(probabilities, (own) => own.indexOf(Math.max(...own)));
  const explained = options.of === "label" ? examples.labels : answers;
  const scene = sceneOf(view, layer, explained);
  const raw = method.maps(view, scene);
  if (!areFinite(raw)) return nothing(layer, "the layer's outputs or gradients are not finite");
  const maps = raw.map(betweenExtremes);
  const inSize = maps.map((map, place) => ({
    place,
    map: mapInSize(map, scene.positions, scene.extents),
    random: randomMap(view, scene, place),
  }));
  const readings = readingsOf(layer.name, {
    faithfulness: inSize.map((own) => faithfulnessOf(view, scene, own)),
    mass: inSize.flatMap(({ map }) => (hasPeak(map) ? [massInTopTenth(map)] : [])),
    randomMass: inSize.flatMap(({ random }) => (hasPeak(random) ? [massInTopTenth(random)] : [])),
    zero: maps.filter((map) => !hasPeak(map)).length,
  });
  return { readings, ...keepDrawn(view, scene, { maps, answers, probabilities }) };
}

function areFinite(rows: readonly Float32Array[]): boolean {
  return rows.every((row) => row.every(Number.isFinite));
}

/** A map that has been brought between 0 and 1 is above 0 somewhere, or has nothing to say. */
function hasPeak(map: Float32Array): boolean {
  return map.some((value) => value > 0);
}

function sceneOf<Options extends CamOptions>(
  { network, examples, options }: ProbeView<Options>,
  layer: LayerSpec,
  explained: Int32Array,
): CamScene {
  const [height = 1, width = 1] = network.inputShape.slice(-2);
  const [, rows = 1, columns = 1] = layer.shape;
  const size = sizeOf(network.inputShape);
  return {
    layer,
    positions: [rows, columns],
    extents: [height, width],
    explained,
    baselineOf: camBaseline(options.baseline, examples),
    imageAt: (place) => examples.images.subarray(place * size, (place + 1) * size),
  };
}

function faithfulnessOf<Options extends CamOptions>(
  view: ProbeView<Options>,
  { extents, explained, baselineOf, imageAt }: CamScene,
  { place, map, random }: MapsOf,
): Faithfulness {
  const pixels = extents[0] * extents[1];
  const { steps } = view.options;
  const permutation = view.stream("order").permutation(view.examples.indices[place]!, pixels);
  const randomOrder = pixelsByMap(random, permutation);
  const image = imageAt(place);
  const images = fadedImages({
    image,
    baseline: baselineOf(image),
    pixels,
    steps,
    order: pixelsByMap(map, randomOrder),
    randomOrder,
  });
  const { values } = view.look({ images, wanted: ["probabilities"] }).rows.probabilities!;
  const probabilities = rowsOf(values, view.network.classes);
  return areasUnder(
    probabilities.map((own) => own[explained[place]!]!),
    steps,
  );
}

/** The maps of an image, in its size. */
interface MapsOf {
  /** Which image. */
  readonly place: number;
  readonly map: Float32Array;
  readonly random: Float32Array;
}

/**
 * A map of random numbers, of as many positions as the layer has: single pixels taken away here and there would be noise,
 * which disturbs a network otherwise than whole patches do, and any map would differ from that.
 */
function randomMap<Options extends CamOptions>(
  { stream, examples }: ProbeView<Options>,
  { positions, extents }: CamScene,
  place: number,
): Float32Array {
  const map = new Float32Array(positions[0] * positions[1]);
  // By the image's place in the data: what is random for it does not depend on the others.
  stream("map").fillUniform(map, examples.indices[place]!, 0, 1);
  return mapInSize(betweenExtremes(map), positions, extents);
}

interface Found {
  readonly faithfulness: readonly Faithfulness[];
  /** Of the maps that have a peak. */
  readonly mass: readonly number[];
  readonly randomMass: readonly number[];
  /** How many maps have none. */
  readonly zero: number;
}

function readingsOf(
  layer: string,
  { faithfulness, mass, randomMass, zero }: Found,
): readonly Reading[] {
  const count = faithfulness.length;
  const chance = chanceOf(faithfulness.map((own) => own.random));
  const insertion = estimateOf(faithfulness.map((own) => own.insertion));
  const deletion = estimateOf(faithfulness.map((own) => own.deletion));
  const less = estimateOf(faithfulness.map((own) => own.insertion - own.deletion));
  return [
    { quantity: "insertion", layer, ...insertion, chance },
    { quantity: "deletion", layer, ...deletion, chance },
    { quantity: "insertion less deletion", layer, ...less, chance: [0, 0] },
    mass.length > 0
      ? {
          quantity: "mass in the top tenth",
          layer,
          ...estimateOf(mass),
          chance: chanceOf(randomMass),
        }
      : { quantity: "mass in the top tenth", layer, value: null, reason: "all maps are zero" },
    { quantity: "zero maps", layer, value: zero / count, ...wilsonInterval(zero, count) },
  ];
}

function chanceOf(values: readonly number[]): readonly [low: number, high: number] {
  const { value, low = value, high = value } = estimateOf(values);
  return [low, high];
}

/** A mean over images, with its interval where there are two at least. */
function estimateOf(values: readonly number[]): {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
} {
  const { mean, low, high } = bootstrapInterval(values);
  return low === null || high === null ? { value: mean } : { value: mean, low, high };
}

const quantities = [
  "insertion",
  "deletion",
  "insertion less deletion",
  "mass in the top tenth",
  "zero maps",
] as const;

function nothing({ name }: LayerSpec, reason: string): Measurement {
  return {
    readings: quantities.map((quantity) => ({ quantity, layer: name, value: null, reason })),
  };
}
