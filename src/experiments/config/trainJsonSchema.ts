import type { Setting } from "../../core/settings.ts";
import { dataSetNames } from "../../data/catalogue.ts";
import { schemaVersion } from "../../runs/schemaVersion.ts";
import { networks } from "../../zoo/index.ts";
import { trainCommonKeys, trainKeys } from "../trainKeys.ts";
import { dataOptionsSchema, networkOptionsSchema } from "./optionsJsonSchema.ts";
import { type JsonSchema, settingJsonSchema } from "./settingJsonSchema.ts";

/** What every file of settings may say beside its settings. */
export const fileKeys: Readonly<Record<string, JsonSchema>> = {
  $schema: { description: "where this schema lies, for the editor", type: "string" },
  schema: { description: "version of what the keys mean", const: schemaVersion },
  extends: {
    description: "files beside this one whose keys come first; its own win, and later files'",
    anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
  },
};

/**
 * What a file of settings of `learnscope train` may hold, for editors: made of the very settings that the command line
 * has, with the options of all networks and data sets.
 */
export function trainJsonSchema(): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A training of learnscope",
    type: "object",
    properties: { ...fileKeys, ...trainProperties() },
    additionalProperties: false,
  };
}

/** The keys of a training with the values that each may have. */
export function trainProperties(): Readonly<Record<string, JsonSchema>> {
  const settings: Readonly<Record<string, Setting<unknown>>> = { ...trainKeys, ...trainCommonKeys };
  const own = Object.entries(settings).map(([key, setting]) => [key, settingJsonSchema(setting)]);
  const properties: Readonly<Record<string, JsonSchema>> = {
    ...networkOptionsSchema(),
    ...dataOptionsSchema(),
    ...Object.fromEntries(own),
  };
  return {
    ...properties,
    seed: { ...properties.seeds, description: "another name of seeds" },
    model: { ...properties.model, enum: Object.keys(networks) },
    // Packed data sets have names of their own.
    data: { ...withoutType(properties.data), anyOf: [{ enum: dataSetNames }, { type: "string" }] },
  };
}

function withoutType({ type: _text, ...schema }: JsonSchema = {}): JsonSchema {
  return schema;
}
