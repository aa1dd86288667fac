import type { SettingsSchema } from "../../core/settings.ts";
import type { ImageFormat } from "../imageSet.ts";
import type { Draws } from "./transform.ts";

/** The images of one step, and those that are mixed into them. */
export interface MixableBatch {
  /** What is changed. Shape: [B, C, H, W] */
  readonly images: Uint8Array;
  /** A copy of the images as they were. Shape: [B, C, H, W] */
  readonly before: Uint8Array;
  /** For each image the place of the one that is mixed into it. Shape: [B] */
  readonly partners: Uint32Array;
}

/** Changes a batch and gives the share of the partners' labels, a fraction in [0, 1]. */
export type MixBatch = (batch: MixableBatch, draws: Draws) => number;

/** A change that mixes each image, and its label, with another of the batch. */
export interface BatchTransform<Options extends object = object> {
  /** As it is asked for, such as `mixup`. */
  readonly name: string;
  /** What it does, in a few words for a list. */
  readonly summary: string;
  readonly settings: SettingsSchema<Options>;
  /** The option whose value may stand alone behind the name. */
  readonly main?: string | undefined;
  /** Does once what is the same for all batches. */
  prepareBatch(options: Options, input: ImageFormat): MixBatch;
}
