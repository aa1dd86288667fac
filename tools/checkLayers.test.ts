import { expect, test } from "vitest";
import { checkLayers } from "./checkLayers.mjs";
import { makeProject } from "./makeProject.ts";

const layers = {
  core: [],
  graph: ["core"],
  ops: ["graph", "core"],
  backends: ["ops"],
  "backends/onednn": ["backends/backend.ts", "ops"],
  "backends/reference": ["backends/backend.ts", "ops"],
};

test("checkLayers() accepts imports that point down and says how many it saw", async () => {
  const root = makeProject({
    "src/core/shape.ts": "export const a = 1;",
    "src/graph/node.ts": 'import { a } from "../core/shape.ts";\nexport const b = a;',
    "src/graph/graph.ts": 'export { b } from "./node.ts";',
  });
  expect(await checkLayers(root, layers)).toEqual({
    problems: [],
    summary: "2 imports in 3 files",
  });
});

test("checkLayers() refuses an import that points up, in every form that an import can have", async () => {
  const root = makeProject({
    "src/graph/node.ts": [
      'import type { Relu } from "../ops/relu.ts";',
      'export { relu } from "../ops/relu.ts";',
      'export const later = () => import("../ops/relu.ts");',
      'export type Same = import("../ops/relu.ts").Relu;',
    ].join("\n"),
    "src/ops/relu.ts": "export const relu = 1;\nexport type Relu = 1;",
  });
  expect((await checkLayers(root, layers)).problems).toEqual(
    [1, 2, 3, 4].map(
      (line) =>
        `src/graph/node.ts:${line}: imports ops/relu.ts, but graph may import only graph, core`,
    ),
  );
});

test("checkLayers() takes the narrowest layer that holds a file", async () => {
  const root = makeProject({
    "src/backends/backend.ts": 'import "./onednn/executable.ts";',
    "src/backends/onednn/executable.ts": 'import "./sum.ts";\nimport "../profile.ts";',
    "src/backends/onednn/sum.ts": "",
    "src/backends/profile.ts": "",
    "src/backends/reference/executable.ts":
      'import "../backend.ts";\nimport "../onednn/executable.ts";',
  });
  expect((await checkLayers(root, layers)).problems).toEqual([
    "src/backends/backend.ts:1: imports backends/onednn/executable.ts, but backends may import only backends, ops",
    "src/backends/onednn/executable.ts:2: imports backends/profile.ts, but backends/onednn may import only backends/onednn, backends/backend.ts, ops",
    "src/backends/reference/executable.ts:2: imports backends/onednn/executable.ts, but backends/reference may import only backends/reference, backends/backend.ts, ops",
  ]);
});

test("checkLayers() finds in the project's own table that only the command line and the server choose a backend", async () => {
  const choice = 'import "../backends/reference/executable.ts";';
  const choosing = (layer: string) => `src/${layer}/main.ts`;
  const chooses = ["cli", "server"];
  const mayNot = [
    "core",
    "graph",
    "ops",
    "nn",
    "zoo",
    "data",
    "runs",
    "train",
    "probes",
    "studies",
  ];
  const root = makeProject({
    "src/backends/backend.ts": 'import "./reference/executable.ts";',
    "src/backends/onednn/main.ts": 'import "../reference/executable.ts";',
    "src/backends/reference/executable.ts": 'import "../backend.ts";',
    ...Object.fromEntries([...chooses, ...mayNot].map((layer) => [choosing(layer), choice])),
  });
  const places = (await checkLayers(root)).problems
    .filter((problem) => problem.includes(": imports "))
    .map((problem) => problem.split(":")[0]);
  expect(places).toEqual(
    ["src/backends/backend.ts", "src/backends/onednn/main.ts", ...mayNot.map(choosing)].sort(),
  );
});

test("checkLayers() refuses an import out of src and a file in no layer", async () => {
  const root = makeProject({
    "src/core/shape.ts": 'import "../../test/helper.ts";',
    "src/stray.ts": "",
  });
  expect((await checkLayers(root, layers)).problems).toEqual([
    "src/stray.ts:1: is in no layer, needs a folder that tools/layers.json names",
    "src/core/shape.ts:1: imports ../test/helper.ts, but core may import only core",
  ]);
});

test("checkLayers() names a cycle once, type-only imports included", async () => {
  const root = makeProject({
    "src/core/a.ts": 'import type { B } from "./b.ts";\nexport type A = B;',
    "src/core/b.ts": '\nimport type { C } from "./c.ts";\nexport type B = C;',
    "src/core/c.ts": 'import type { B } from "./b.ts";\nexport type C = B;',
  });
  expect((await checkLayers(root, layers)).problems).toEqual([
    "src/core/c.ts:1: closes an import cycle: core/b.ts -> core/c.ts -> core/b.ts",
  ]);
});

test("checkLayers() lets tests import anything", async () => {
  const root = makeProject({
    "src/core/shape.test.ts": 'import "../ops/relu.ts";',
    "src/ops/relu.ts": "",
  });
  expect((await checkLayers(root, layers)).problems).toEqual([]);
});
