import { z } from "zod";
import { sweepClaim } from "../sweep/sweepClaim.ts";
import { anyOf, type JsonSchema } from "./settingJsonSchema.ts";
import { fileKeys, trainProperties } from "./trainJsonSchema.ts";

/** Keys of a training that have a place of their own in a sweep. */
const elsewhere = ["seed", "seeds", "experiment", "runs", "interval"];

/** What a file of `learnscope sweep` may hold, for editors. */
export function sweepJsonSchema(): JsonSchema {
  const properties = trainProperties();
  const varied = Object.entries(properties).filter(([key]) => !elsewhere.includes(key));
  const base = keysSchema(Object.fromEntries(varied));
  const factors = keysSchema(
    Object.fromEntries(varied.map(([key, schema]) => [key, valuesSchema(schema)])),
  );
  const { $schema: _version, ...claim } = z.toJSONSchema(sweepClaim, { io: "input" });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A sweep of learnscope",
    ...keysSchema({
      ...fileKeys,
      name: {
        description: "folder inside the folder of all runs; the file's name where nothing is said",
        type: "string",
        pattern: "^[a-z0-9][a-z0-9-]*$",
      },
      question: { description: "what the trainings are to tell", type: "string" },
      source: { description: "who asked, or where the claims come from", type: "string" },
      base: { description: "what all trainings have in common", ...base },
      grid: {
        description: "keys of which every value is combined with every value of the others",
        ...factors,
      },
      zip: { description: "groups of keys that advance together", type: "array", items: factors },
      seeds: properties.seeds ?? {},
      repeat: {
        description: "so many seeds, from 0",
        type: "integer",
        minimum: 1,
        maximum: 10_000,
      },
      claims: {
        description: "what a source says of points of the sweep",
        type: "array",
        items: claim,
      },
    }),
  };
}

function keysSchema(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: "object", properties, additionalProperties: false };
}

/** A list of values, or a range such as `1..5`. */
function valuesSchema({ description, default: _one, ...value }: JsonSchema): JsonSchema {
  return {
    description,
    ...anyOf([{ type: "array", minItems: 1, items: value }, { type: "string" }]),
  };
}
