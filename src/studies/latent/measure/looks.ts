import { describeNetwork, type Network } from "../../../nn/network.ts";
import { type LayerName, layerNames, type Stage, tapOf } from "../layers.ts";
import type { LatentSettings } from "../settings.ts";
import type { SpreadPlace } from "./measured.ts";

/** What is asked of a network at one epoch about the first images of one part. */
export interface Look {
  readonly part: SpreadPlace["part"];
  readonly stages: readonly Stage[];
  /** Numbers of images whose outputs are counted, the smallest first. */
  readonly counts: readonly number[];
  /** The one of them that TwoNN is asked about. */
  readonly twoNnCount?: number;
  /** Whether the outputs of all of them are looked at by class. */
  readonly byClass?: boolean;
  /** Images that pictures are made of; more may be wanted than are counted. */
  readonly pictureCount?: number;
}

/** How many images there are, and of how many pictures are made. */
export interface ImageCounts {
  readonly train: number;
  readonly test: number;
  readonly pictures: number;
}

/** Numbers of images at which outputs are counted, of those that are no more than what is asked. */
const sampleCounts = [100, 200, 500, 1000, 2000, 5000, 10_000];

/**
 * What is looked at before training and after it: numbers of images up to the largest, what lies before ReLU, and
 * training images. In between, it is one number of test images and as many training images.
 *
 * Units: counts in images
 * @source components of the outputs after training: Dai & Jin'no, section 2; the rest is ours
 */
export function looksAt(
  isEnd: boolean,
  { sampleCount, viewCount }: Pick<LatentSettings, "sampleCount" | "viewCount">,
  images: ImageCounts,
): readonly Look[] {
  const [most, view] = [Math.min(sampleCount, images.test), Math.min(viewCount, images.test)];
  const usual = { part: "test", stages: ["output"], pictureCount: images.pictures } as const;
  const train: Look = {
    part: "train",
    stages: ["output"],
    counts: [Math.min(viewCount, images.train)],
  };
  if (!isEnd) return [{ ...usual, counts: [view], twoNnCount: view }, train];
  const counts = [...sampleCounts.filter((count) => count < most), most];
  const withView = [...new Set([...counts, view])].sort((a, b) => a - b);
  return [
    { ...usual, counts: withView, twoNnCount: view, byClass: true },
    { part: "test", stages: ["convolution", "normed"], counts: [view] },
    train,
  ];
}

/** Where to look, and what the network calls it. */
export interface Tapped {
  readonly layer: LayerName;
  readonly stage: Stage;
  readonly tap: string;
}

/** The layers at these stages, as far as the network has them: without batch norm nothing lies behind it. */
export function tappedAt(network: Network, stages: readonly Stage[]): readonly Tapped[] {
  const known = new Set(describeNetwork(network).outputs.map(({ name }) => name));
  const places = stages.flatMap((stage) =>
    layerNames
      .filter((layer) => stage === "output" || layer !== "gap")
      .map((layer) => ({ layer, stage, tap: tapOf(layer, stage) })),
  );
  return places.filter(({ tap }) => known.has(tap));
}

/** The most images that are shown at a time. */
export function mostShown(
  settings: Pick<LatentSettings, "sampleCount" | "viewCount">,
  images: ImageCounts,
): number {
  return Math.max(...looksAt(true, settings, images).map(shownCount));
}

/** Images that have to be shown for a look. */
export function shownCount({ counts, pictureCount = 0 }: Look): number {
  return Math.max(...counts, pictureCount);
}
