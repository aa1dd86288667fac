import { expect, test } from "vitest";
import { z } from "zod";
import type { JsonSchema } from "./settingJsonSchema.ts";
import { sweepJsonSchema } from "./sweepJsonSchema.ts";
import { trainProperties } from "./trainJsonSchema.ts";

const nested = z.object({ properties: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** The keys inside a schema. */
function propertiesOf(schema: unknown): Readonly<Record<string, JsonSchema>> {
  return nested.parse(schema).properties;
}

test("sweepJsonSchema() takes in base and grid what a training takes, but what has its own place", () => {
  const { base, grid, zip } = propertiesOf(sweepJsonSchema());
  const { seed, seeds, experiment, runs, interval, ...varied } = trainProperties();
  expect(propertiesOf(base)).toEqual(varied);
  expect(Object.keys(propertiesOf(grid))).toEqual(Object.keys(varied));
  expect(zip!.items).toMatchObject({ properties: propertiesOf(grid) });
});

test("sweepJsonSchema() takes a list or a range for each key of the grid", () => {
  const { grid } = propertiesOf(sweepJsonSchema());
  expect(propertiesOf(grid).epochs).toEqual({
    description: expect.stringContaining("times that all training images are shown"),
    anyOf: [
      { type: "array", minItems: 1, items: { type: "integer", minimum: 0 } },
      { type: "string" },
    ],
  });
});

test("sweepJsonSchema() knows what a claim needs", () => {
  const { claims } = propertiesOf(sweepJsonSchema());
  expect(claims!.items).toMatchObject({
    required: ["id", "statement", "where", "metric", "expected"],
    additionalProperties: false,
  });
});
