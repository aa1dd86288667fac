import { z } from "zod";
import { oneOf, type Setting, type SettingsSchema } from "../core/settings.ts";
import { parseTransforms } from "../data/transforms/parseTransforms.ts";
import type { TransformStep } from "../data/transforms/step.ts";

/** What is done to images before a network sees them. */
export interface ImageSettings {
  readonly transform: readonly TransformStep[];
  readonly testTransform: readonly TransformStep[];
  readonly augment: readonly TransformStep[];
  readonly normalise: "none" | "published" | "computed";
}

/** Keys for what is done to images. */
export const imageKeys: SettingsSchema<ImageSettings> = {
  transform: transforms("what is done to all images, always alike, such as resize:32,grey"),
  testTransform: transforms("what is done to test and validation images after that"),
  augment: transforms(
    "what is done to training images each time they are shown, such as crop:4,flip",
  ),
  normalise: oneOf(
    ["none", "published", "computed"],
    "mean and deviation of channels that images are normalised with: the data set's published ones, or those of its training images",
  ),
};

function transforms(description: string): Setting<readonly TransformStep[]> {
  return {
    schema: z.preprocess(
      (given) => (typeof given === "string" ? parseTransforms(given) : given),
      z.array(z.object({ name: z.string(), options: z.record(z.string(), z.unknown()) })),
    ),
    default: [],
    description: `${description}; \`learnscope data transforms\` lists them`,
    needs: "names with options such as crop:4,flip",
  };
}
