import {
  type GivenSettings,
  oneOf,
  resolveSettings,
  type SettingsSchema,
  wholeNumber,
} from "../core/settings.ts";
import type { AnyProbe, Probe } from "./probe.ts";
import type { ImageKeys, ProbeSettings } from "./probeOptions.ts";

const parts = ["test", "train", "validation"] as const;

/** The keys of the images that a probe looks at; none where it looks at none. */
function imageKeysOf({ images, fitCount }: AnyProbe): Partial<SettingsSchema<ImageKeys>> {
  if (!images) return {};
  return {
    part: { ...oneOf(parts, "images that are looked at"), default: images.part },
    count: wholeNumber(0, images.count, "how many of them, drawn at random; 0 for all"),
    ...(fitCount === undefined
      ? {}
      : { fitCount: wholeNumber(0, fitCount, "training images to fit to; 0 for all") }),
    draw: wholeNumber(0, 0, "seed of the draw of images, and of what else the probe draws"),
  };
}

/** Every key of a probe. */
export function keysOf(probe: AnyProbe): SettingsSchema<object> {
  return { ...probe.options, ...imageKeysOf(probe) };
}

/** What a probe without images has of their keys. */
const noImages: ImageKeys = { part: "test", count: 0, fitCount: 0, draw: 0 };

/**
 * Every option of a probe with its value.
 *
 * @throws {UsageError} when there is no such key, or a value is not what it needs
 */
export function resolveOptions<Options extends object>(
  probe: Probe<Options>,
  given: GivenSettings = {},
): ProbeSettings<Options> {
  const schema = { ...probe.options, ...imageKeysOf(probe) } as SettingsSchema<Options>;
  return { ...noImages, ...resolveSettings(probe.id, schema, { given }) };
}
