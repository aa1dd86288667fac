import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { keysOf, parseConfig } from "./parseConfig.ts";

describe("parseConfig()", () => {
  test("reads YAML with comments", () => {
    const text = [
      "# a small run",
      "model: resnet18 # of width 16",
      "width: 16",
      "learningRate: 1e-3",
      "seeds: 0..4",
      "nesterov: true",
      "augment: [crop:4, flip]",
      "rateEpochs:",
      "  - 30",
      "  - 60",
    ].join("\n");
    expect(parseConfig(text, "run.yaml")).toEqual({
      model: "resnet18",
      width: 16,
      learningRate: 0.001,
      seeds: "0..4",
      nesterov: true,
      augment: ["crop:4", "flip"],
      rateEpochs: [30, 60],
    });
  });

  test("reads JSON, also with tabs", () => {
    const text = '{\n\t"epochs": 3,\n\t"seeds": [0, 1]\n}\n';
    expect(parseConfig(text, "run.json")).toEqual({ epochs: 3, seeds: [0, 1] });
  });

  test("reads what JSON writes", () => {
    const values = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(values, (keys) => {
        const text = JSON.stringify(keys);
        expect(parseConfig(text, "run.json")).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each([
    [
      "epochs: 2\nseeds: 1\nepochs: 3\n",
      3,
      1,
      "the key stands there for the second time, needs one value for each",
    ],
    ["a: 1\n---\nb: 2\n", 2, 1, "a second document begins, needs one"],
    ["[a]: 1\n", 1, 1, "a key is no text, needs names as keys"],
    ["a: !!js/function x\n", 1, 4, "a tag makes it more than data, needs plain values"],
    ["a: 1\n\tb: 2\n", 2, 1, "Tabs are not allowed as indentation, needs YAML"],
    ["a: 'b\n", 2, 1, "Missing closing 'quote, needs YAML"],
  ])("refuses %j and says where", (text, line, column, reason) => {
    expect(() => parseConfig(text, "run.yaml")).toThrow(
      new UsageError(`Cannot read "run.yaml", line ${line}, column ${column}: ${reason}`),
    );
  });

  test("refuses an alias of nothing, and more aliases than memory has room for", () => {
    expect(() => parseConfig("a: *b\n", "run.yaml")).toThrow(
      /^Cannot read "run.yaml": .+, needs YAML$/,
    );
    const levels = Array.from({ length: 9 }, (_, level) => level + 1);
    const bomb = [
      "a0: &a0 [x, x, x, x, x, x, x, x, x]",
      ...levels.map(
        (level) =>
          `a${level}: &a${level} [${Array(9)
            .fill(`*a${level - 1}`)
            .join(", ")}]`,
      ),
    ];
    expect(() => parseConfig(bomb.join("\n"), "run.yaml")).toThrow(
      /^Cannot read "run.yaml": Excessive alias count .+, needs YAML$/,
    );
  });

  test.each(["{epochs: 3}", '{"epochs": 3, }', '{"epochs": 3} # three'])(
    "refuses %j as JSON",
    (text) => {
      expect(() => parseConfig(text, "run.json")).toThrow(
        new UsageError(
          'Cannot read "run.json": it is YAML but not JSON, needs quotes around names and texts, no comments and no comma at the end',
        ),
      );
      expect(parseConfig(text, "run.yaml")).toEqual({ epochs: 3 });
    },
  );

  test.each([
    ["", "nothing"],
    ["# nothing\n", "nothing"],
    ["- 1\n", "a list"],
    ["epochs 3\n", "a string"],
  ])("refuses %j, which has no keys", (text, kind) => {
    expect(() => parseConfig(text, "run.yaml")).toThrow(
      new UsageError(`Cannot use "run.yaml": it holds ${kind}, needs keys with values`),
    );
  });
});

test.each([
  [() => 1, "a function"],
  [new Date(0), "an object of a class"],
  [undefined, "nothing"],
])("keysOf() refuses %s", (value, kind) => {
  expect(() => keysOf(value, "run.ts")).toThrow(
    new UsageError(`Cannot use "run.ts": it holds ${kind}, needs keys with values`),
  );
});
