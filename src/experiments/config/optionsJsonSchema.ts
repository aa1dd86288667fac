import { dataSets } from "../../data/catalogue.ts";
import type { DataSource } from "../../data/dataSource.ts";
import { networks } from "../../zoo/index.ts";
import { type NumberOption, type Option, optionText } from "../../zoo/options.ts";
import { anyOf, type JsonSchema, settingJsonSchema } from "./settingJsonSchema.ts";

/** What one network or data set makes of an option. */
interface Variant {
  readonly owner: string;
  readonly text: string;
  readonly schema: JsonSchema;
}

/** The options of all networks by name: what any of them takes. */
export function networkOptionsSchema(): Readonly<Record<string, JsonSchema>> {
  const variants = Object.entries(networks).flatMap(([owner, { choices }]) =>
    Object.entries<Option>(choices).map(
      ([key, option]) =>
        [key, { owner, text: optionText(option), schema: optionSchema(option) }] as const,
    ),
  );
  return merged(variants);
}

/** The options of all data sets by name: what any of them takes. */
export function dataOptionsSchema(): Readonly<Record<string, JsonSchema>> {
  const variants = Object.entries<DataSource>(dataSets).flatMap(([owner, source]) => {
    const settings = source.kind === "generated" ? source.settings : {};
    return Object.entries(settings).map(([key, setting]) => {
      const { description, default: _own, ...schema } = settingJsonSchema(setting);
      return [key, { owner, text: String(description), schema }] as const;
    });
  });
  return merged(variants);
}

function optionSchema(option: Option): JsonSchema {
  return isWords(option) ? { type: "string", enum: option } : numberSchema(option);
}

function isWords(option: Option): option is readonly [string, ...string[]] {
  return Array.isArray(option);
}

function numberSchema({ least, most, step }: NumberOption): JsonSchema {
  return { type: step === undefined ? "number" : "integer", minimum: least, maximum: most };
}

/** Options of one name together; their texts tell whose they are. */
function merged(
  variants: readonly (readonly [key: string, variant: Variant])[],
): Readonly<Record<string, JsonSchema>> {
  const keys = [...new Set(variants.map(([key]) => key))];
  return Object.fromEntries(
    keys.map((key) => {
      const own = variants.filter(([name]) => name === key).map(([, variant]) => variant);
      return [key, { description: describe(own), ...together(own.map(({ schema }) => schema)) }];
    }),
  );
}

/** Such as `lenet5: table, full. lenet5-full: full, table`. */
function describe(variants: readonly Variant[]): string {
  const texts = [...new Set(variants.map(({ text }) => text))];
  const owners = (text: string) =>
    variants.filter((variant) => variant.text === text).map(({ owner }) => owner);
  return texts.map((text) => `${owners(text).join(", ")}: ${text}`).join(". ");
}

/** Words of several are words of one list. */
function together(schemas: readonly JsonSchema[]): JsonSchema {
  const words = schemas.map((schema) => schema.enum);
  return words.every((list) => Array.isArray(list))
    ? { type: "string", enum: [...new Set(words.flat())] }
    : anyOf(schemas);
}
