import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { UsageError } from "../core/errors.ts";
import { dataSetNames, dataSets, dataSourceOf } from "./catalogue.ts";
import type { DataSource } from "./dataSource.ts";

const published = Object.values(dataSets)
  .filter((source: DataSource) => source.kind !== "generated")
  .flatMap((source) => (source.kind === "files" ? source.forms : [source.archives]));

test("dataSourceOf() finds every data set by its name", () => {
  expect(dataSetNames).toContain("generated-digits");
  for (const name of dataSetNames) expect(dataSourceOf(name)).toBe(dataSets[name]);
});

test("dataSourceOf() suggests what a mistyped name means", () => {
  expect(() => dataSourceOf("mnits")).toThrow(
    new UsageError(
      'Cannot use data set "mnits": there is none of that name, needs one that `learnscope data ls` lists; did you mean "mnist"',
    ),
  );
});

test.each(["voc", "toString", ""])(
  "dataSourceOf() says where the names are instead of %j",
  (name) => {
    expect(() => dataSourceOf(name)).toThrow(
      new UsageError(
        `Cannot use data set "${name}": there is none of that name, needs one that \`learnscope data ls\` lists`,
      ),
    );
  },
);

test("dataSets states for all that can be fetched where it is, its size and its checksum", () => {
  const fetched = published.filter(({ mirrors }) => mirrors !== undefined);
  expect(fetched.length).toBeGreaterThan(5);
  for (const { mirrors = [], files } of fetched) {
    expect(new Set(mirrors).size).toBe(mirrors.length);
    for (const mirror of mirrors) expect(mirror).toMatch(/^https?:\/\/.*\/$/);
    for (const { contents, packed } of files) {
      expect(contents?.size).toBeGreaterThan(0);
      expect(contents?.hash ?? packed?.hash).toBeDefined();
    }
  }
});

test("dataSets has no checksum that cannot be one", () => {
  for (const { contents, packed } of published.flatMap(({ files }) => files)) {
    for (const hash of [contents?.hash, packed?.hash]) {
      expect(hash ?? `md5:${"0".repeat(32)}`).toMatch(/^(sha256:[0-9a-f]{64}|md5:[0-9a-f]{32})$/);
    }
  }
});

test("dataSourceOf() suggests what was packed, and to pack a folder", () => {
  const root = mkdtempSync(join(tmpdir(), "learnscope-catalogue-"));
  vi.stubEnv("LEARNSCOPE_DATA", root);
  try {
    mkdirSync(join(root, "packed"));
    writeFileSync(join(root, "packed", "pets-64.safetensors"), "");
    const needed = "there is none of that name, needs one that `learnscope data ls` lists";
    expect(() => dataSourceOf("pest-64")).toThrow(
      new UsageError(`Cannot use data set "pest-64": ${needed}; did you mean "pets-64"`),
    );
    expect(() => dataSourceOf(root)).toThrow(
      new UsageError(
        `Cannot use data set "${root}": ${needed}; \`learnscope data pack "${root}"\` makes one of that folder`,
      ),
    );
  } finally {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true });
  }
});
