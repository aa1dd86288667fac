import { sizeOf } from "../core/shape.ts";
import type { ProbeView } from "../probing/view.ts";
import { betweenExtremes } from "./cam/betweenExtremes.ts";
import { type CamScene, ofClass, rowsOf } from "./cam/camMethod.ts";
import { type CamOptions, camOptions } from "./cam/camOptions.ts";
import { defineCam } from "./cam/defineCam.ts";
import { mapInSize } from "./cam/mapInSize.ts";

/** Masked images that are made at a time. */
const masksAtOnce = 64;

/**
 * Score-CAM: the channels of a layer, each weighted by the class's score where the image is shown only as far as the channel
 * lets it be seen, and the baseline as far as not; the weights are the softmax of these scores. No gradients are needed, but
 * one forward pass for each channel. That the score of the baseline is subtracted before the softmax changes nothing.
 *
 * Shape: maps [h, w] of a layer [K, h, w]
 * Units: see defineCam
 * @source Wang et al. 2020, arXiv:1910.01279 (channel-wise increase of confidence); with baseline=black a mask is
 * multiplied with the image, as there
 */
export const scoreCam = defineCam<CamOptions>({
  id: "score-cam",
  title: "Score-CAM",
  ...ofClass,
  source: "Wang et al. 2020, arXiv:1910.01279",
  caveats: ["Where scores lie far apart, the softmax leaves a single channel."],
  options: camOptions,
  count: 16,
  rows: ({ activation, logits }) => ({ activation, logits }),
  maps(view, scene) {
    const { values } = view.look({ wanted: ["activation"] }).rows.activation!;
    return rowsOf(values, sizeOf(scene.layer.shape)).map((activation, place) =>
      scoreCamMap(view, scene, { activation, place }),
    );
  },
});

interface ActivationOf {
  /** Shape: [K, h·w] */
  readonly activation: Float32Array;
  /** Which image. */
  readonly place: number;
}

function scoreCamMap(
  view: ProbeView<CamOptions>,
  scene: CamScene,
  { activation, place }: ActivationOf,
): Float32Array {
  const { positions, extents, explained, imageAt, baselineOf } = scene;
  const size = positions[0] * positions[1];
  const channels = rowsOf(activation, size);
  const image = imageAt(place);
  const baseline = baselineOf(image);
  const scores: number[] = [];
  for (let first = 0; first < channels.length; first += masksAtOnce) {
    const masks = channels
      .slice(first, first + masksAtOnce)
      .map((map) => betweenExtremes(mapInSize(map, positions, extents)));
    const images = maskedImages(masks, image, baseline);
    const { values } = view.look({ images, wanted: ["logits"] }).rows.logits!;
    const logits = rowsOf(values, view.network.classes);
    scores.push(...logits.map((own) => own[explained[place]!]!));
  }
  const weights = softmaxOf(scores);
  return Float32Array.from({ length: size }, (_, at) =>
    Math.max(
      0,
      channels.reduce((sum, map, channel) => sum + weights[channel]! * map[at]!, 0),
    ),
  );
}

/** The image as far as each mask lets it be seen, as fractions of 1. Shape: masks N of [H·W] -> [N, C, H, W] */
function maskedImages(
  masks: readonly Float32Array[],
  image: Uint8Array,
  baseline: Uint8Array,
): Float32Array {
  const masked = new Float32Array(masks.length * image.length);
  masks.forEach((mask, number) => {
    for (let at = 0; at < image.length; at++) {
      const seen = mask[at % mask.length]!;
      const value = seen * image[at]! + (1 - seen) * baseline[at]!;
      masked[number * image.length + at] = value / 255;
    }
  });
  return masked;
}

function softmaxOf(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
