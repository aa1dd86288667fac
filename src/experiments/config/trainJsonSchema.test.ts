import { expect, test } from "vitest";
import { networks } from "../../zoo/index.ts";
import { trainCommonKeys, trainKeys } from "../trainKeys.ts";
import { trainJsonSchema, trainProperties } from "./trainJsonSchema.ts";

test("trainProperties() has every key of a training with its default", () => {
  const properties = trainProperties();
  for (const [key, setting] of Object.entries({ ...trainKeys, ...trainCommonKeys })) {
    expect([key, properties[key]?.default]).toEqual([key, setting.default]);
  }
});

test("trainProperties() names networks, data sets, and the other name of seeds", () => {
  const { model, data, seed, seeds } = trainProperties();
  expect(model!.enum).toEqual(Object.keys(networks));
  expect(data!.anyOf).toEqual([
    { enum: expect.arrayContaining(["mnist", "cifar-10"]) },
    { type: "string" },
  ]);
  expect(seed!.anyOf).toEqual(seeds!.anyOf);
});

test("trainJsonSchema() admits nothing but keys that exist", () => {
  const schema = trainJsonSchema();
  expect(schema).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    additionalProperties: false,
  });
  const properties = Object.keys(schema.properties as object);
  const expected = ["$schema", "schema", "extends", "seed", "model", "epochs", "c3", "palette"];
  expect(properties).toEqual(expect.arrayContaining(expected));
  expect(properties).not.toContain("epoch");
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});
