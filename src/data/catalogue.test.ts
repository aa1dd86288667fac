import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { dataSetNames, dataSets, dataSourceOf } from "./catalogue.ts";

test("dataSourceOf() finds every data set by its name", () => {
  expect(dataSetNames).toEqual(["generated-digits", "mnist"]);
  for (const name of dataSetNames) expect(dataSourceOf(name)).toBe(dataSets[name]);
});

test("dataSourceOf() suggests what a mistyped name means", () => {
  expect(() => dataSourceOf("mnits")).toThrow(
    new UsageError(
      'Cannot use data set "mnits": there is none of that name, needs "generated-digits" or "mnist"; did you mean "mnist"',
    ),
  );
});

test.each(["imagenet", "toString", ""])("dataSourceOf() lists the names instead of %j", (name) => {
  expect(() => dataSourceOf(name)).toThrow(
    `Cannot use data set "${name}": there is none of that name, needs "generated-digits" or "mnist"`,
  );
});

test("dataSets states for all published files where they can be had and their checksums", () => {
  const published = Object.values(dataSets).filter((source) => source.kind === "files");
  expect(published.length).toBeGreaterThan(0);
  for (const { mirrors, files } of published) {
    expect(new Set(mirrors).size).toBeGreaterThanOrEqual(2);
    for (const mirror of mirrors) expect(mirror).toMatch(/^https?:\/\/.*\/$/);
    for (const file of files) expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});
