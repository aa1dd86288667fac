import { oneOf, type SettingsSchema, text, wholeNumber } from "../../core/settings.ts";

/**
 * What every class-activation map can be told.
 *
 * @source own design
 */
export interface CamOptions {
  readonly layer: string;
  /** The class whose score is explained. */
  readonly of: "label" | "answer";
  readonly baseline: BaselineName;
  /** Steps in which pixels are taken away, and put in. */
  readonly steps: number;
}

/** What stands where pixels are taken away. */
export type BaselineName = "mean" | "black" | "blur";

/** The keys of every class-activation map, with their defaults. */
export const camOptions: SettingsSchema<CamOptions> = {
  layer: text("auto", "layer by name; auto is the last with height and width"),
  of: oneOf(["label", "answer"], "class that is explained: the true one, or what is answered"),
  baseline: oneOf(
    ["mean", "black", "blur"],
    "what stands where pixels are taken away: the mean colour of all images, black, or the image out of focus",
  ),
  steps: wholeNumber(1, 16, "steps in which pixels are taken away, and put in"),
};
