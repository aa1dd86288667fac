import type { SettingsSchema } from "../../core/settings.ts";
import type { Value } from "../../graph/node.ts";
import type { LayerSpec } from "../../nn/network.ts";
import type { ProbeView } from "../../probing/view.ts";
import type { CamOptions } from "./camOptions.ts";
import type { Extents } from "./mapInSize.ts";

/**
 * One way of mapping where the evidence for a class lies.
 *
 * @source own design
 */
export interface CamMethod<Options extends CamOptions> {
  readonly id: string;
  readonly title: string;
  /** As a sentence. */
  readonly question: string;
  /** What a layer does where the map is high, in words: it `sees what speaks for` a class. */
  readonly shows: (explained: string) => string;
  readonly source: string;
  readonly caveats: readonly string[];
  readonly options: SettingsSchema<Options>;
  /** Images where nothing else is said. */
  readonly count: number;
  /** What it has to know of a batch besides the answers, one row an image. */
  rows(layer: CamLayer): Readonly<Record<string, Value>>;
  /** Maps in the layer's size, before they become fractions. Shape: N of [h·w] */
  maps(view: ProbeView<Options>, scene: CamScene): readonly Float32Array[];
}

/** The words of a map that is of a class. */
export const ofClass: Pick<CamMethod<CamOptions>, "question" | "shows"> = {
  question: "Where in the image does the network see what speaks for the class?",
  shows: (explained) => `sees what speaks for ${explained}`,
};

/** A layer in a graph. */
export interface CamLayer {
  /** Shape: [N, K, h, w] */
  readonly activation: Value;
  /** Shape: [N, classes] */
  readonly logits: Value;
  /** Of the score of the class that is explained, before the softmax. Shape: [N, K, h, w] */
  scoreGradient(): Value;
}

/** What is mapped, and of which images. */
export interface CamScene {
  readonly layer: LayerSpec;
  /** Of the layer. Units: positions */
  readonly positions: Extents;
  /** Of the images. Units: pixels */
  readonly extents: Extents;
  /** The class of each image whose score is explained. Shape: [N] */
  readonly explained: Int32Array;
  /** An image without any of its pixels. Shape: [C, H, W] -> [C, H, W] */
  readonly baselineOf: (image: Uint8Array) => Uint8Array;
  /** Shape: [C, H, W] */
  readonly imageAt: (place: number) => Uint8Array;
}

/** Rows that lie one behind the other, one each. */
export function rowsOf(values: ArrayLike<number>, size: number): Float32Array[] {
  const all = Float32Array.from(values);
  return Array.from({ length: all.length / size }, (_, row) =>
    all.subarray(row * size, (row + 1) * size),
  );
}
