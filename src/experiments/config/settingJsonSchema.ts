import { z } from "zod";
import type { Setting } from "../../core/settings.ts";

/**
 * A JSON Schema, or part of one.
 *
 * @source JSON Schema draft 2020-12, https://json-schema.org/draft/2020-12
 */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a file may say behind a key: the value itself, or lists and what looks like them as they are typed. */
export function settingJsonSchema(setting: Setting<unknown>): JsonSchema {
  const { description, needs, default: value } = setting;
  const schema = valueSchema(
    z.toJSONSchema(setting.schema, { io: "output", unrepresentable: "any" }),
  );
  // Of words and of yes or no the schema itself says what is needed.
  const isPlain = "enum" in schema || schema.type === "boolean";
  return {
    description: isPlain ? description : `${description}. Needs ${needs}`,
    default: value,
    ...schema,
  };
}

/** A value that fits one of some schemas. */
export function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  const texts = [...new Set(schemas.map((schema) => JSON.stringify(schema)))];
  const distinct = texts.map((text): JsonSchema => JSON.parse(text));
  return distinct.length === 1 ? distinct[0]! : { anyOf: distinct };
}

type Produced = z.core.JSONSchema.BaseSchema;

function valueSchema({ $schema: _version, ...schema }: Produced): JsonSchema {
  if (schema.type !== "array") return withoutLimit(schema);
  const items = itemSchema(schema.items);
  return anyOf([{ ...schema, items }, items, { type: "string" }]);
}

/** Steps of transforms stand in files as texts; names may look like numbers. */
function itemSchema(items: Produced["items"]): JsonSchema {
  if (typeof items !== "object" || Array.isArray(items) || items.type === "object") {
    return { type: "string" };
  }
  const { minLength: _any, ...rest } = withoutLimit(items);
  return rest.type === "string" && !("pattern" in rest) ? { type: ["string", "number"] } : rest;
}

/** The largest number that JavaScript counts to is no limit that anybody set. */
function withoutLimit({ maximum, ...schema }: JsonSchema): JsonSchema {
  return maximum === undefined || maximum === Number.MAX_SAFE_INTEGER
    ? schema
    : { ...schema, maximum };
}
