import { expect, test } from "vitest";
import { dataSets } from "../../data/catalogue.ts";
import { networks } from "../../zoo/index.ts";
import { dataOptionsSchema, networkOptionsSchema } from "./optionsJsonSchema.ts";

test("networkOptionsSchema() has the options of all networks, and says whose they are", () => {
  const schema = networkOptionsSchema();
  const known = Object.values(networks).flatMap(({ choices }) => Object.keys(choices));
  expect(Object.keys(schema).sort()).toEqual([...new Set(known)].sort());
  expect(schema.c3).toEqual({
    description: "lenet5: table, full. lenet5-full: full, table",
    type: "string",
    enum: ["table", "full"],
  });
  expect(schema.dropout).toMatchObject({ type: "number", minimum: 0, maximum: 0.99 });
  expect(schema.layers).toEqual({
    description: "row-lstm, row-gru: 1 to 8",
    type: "integer",
    minimum: 1,
    maximum: 8,
  });
  expect(schema.classes!.anyOf).toEqual([
    { type: "integer", minimum: 2, maximum: 100_000 },
    { type: "integer", minimum: 2, maximum: 1024 },
  ]);
});

test("dataOptionsSchema() has the options of all data sets, and says whose they are", () => {
  const schema = dataOptionsSchema();
  const { settings } = dataSets["coloured-digits"];
  expect(Object.keys(schema)).toEqual(expect.arrayContaining(Object.keys(settings)));
  expect(schema.label).toEqual({
    description: "shapes-textures: what labels tell; both makes a class of each pair",
    type: "string",
    enum: ["shape", "texture", "both"],
  });
  expect(schema.base!.enum).toEqual(["generated-digits", "mnist", "emnist-digits"]);
});
