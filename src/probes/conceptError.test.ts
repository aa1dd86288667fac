import { expect, test } from "vitest";
import { askProbe, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { logitImages, pixelNetwork } from "../../test/support/pixelNetwork.ts";
import { wilsonInterval } from "../core/wilsonInterval.ts";
import type { Dataset } from "../data/dataset.ts";
import { conceptError } from "./conceptError.ts";

/** Classes are a row and a column: 2·row + column. Five images, of which two have the label of another one. */
const shown = [0, 1, 2, 3, 0];
const answers = [0, 0, 1, 3, 2];
const plain = logitImages(
  answers.map((answer) => [0, 1, 2, 3].map((k) => (k === answer ? 2 : 1))),
  [0, 1, 2, 0, 1],
);
const row = { name: "row", values: ["upper", "lower"], ofClass: [0, 0, 1, 1] };
const column = { name: "column", values: ["left", "right"], ofClass: [0, 1, 0, 1] };
const concepts = {
  row: Int32Array.from(shown, (label) => Math.floor(label / 2)),
  column: Int32Array.from(shown, (label) => label % 2),
};
const dataset: Dataset = {
  ...plain,
  classes: ["0", "1", "2", "3"],
  concepts: [row, column],
  test: { ...plain.test, concepts },
};

test.each(everyBackend())(
  "conceptError tells hand-made answers by concept and together, on %s",
  async (_, backend) => {
    const found = await askProbe(conceptError, { ...pixelNetwork(4), dataset, backend });
    const errorOf = (of: string) => readingOf(found, "concept error", undefined, of);
    expect([errorOf("row"), errorOf("column")]).toEqual([2 / 5, 2 / 5]);
    const shareOf = (of: string) => readingOf(found, "concepts right", undefined, of);
    expect(shareOf("both row and column")).toBe(2 / 5);
    expect(shareOf("only row, not column")).toBe(1 / 5);
    expect(shareOf("only column, not row")).toBe(1 / 5);
    expect(shareOf("neither row nor column")).toBe(1 / 5);
    expect(found.details).toEqual({
      tables: [{ concepts: ["row", "column"], both: 2, onlyFirst: 1, onlySecond: 1, neither: 1 }],
    });
  },
);

test("conceptError sets errors against the commonest value, and joint shares against independence", async () => {
  const { readings } = await askProbe(conceptError, { ...pixelNetwork(4), dataset });
  expect(readings[0]).toEqual({
    quantity: "concept error",
    of: "row",
    value: 2 / 5,
    ...wilsonInterval(2, 5),
    chance: [1 - 3 / 5, 1 - 3 / 5],
  });
  expect(readings[2]!.chance![0]).toBeCloseTo((3 / 5) * (3 / 5), 12);
  expect(readings[3]!.chance![0]).toBeCloseTo((3 / 5) * (2 / 5), 12);
  expect(readings[5]!.chance![1]).toBeCloseTo((2 / 5) * (2 / 5), 12);
});

test("conceptError tells one concept without a table", async () => {
  const one = { ...dataset, concepts: [row] };
  const { readings } = await askProbe(conceptError, { ...pixelNetwork(4), dataset: one });
  expect(readings.map(({ of }) => of)).toEqual(["row"]);
});

test("conceptError refuses data whose classes stand for no concepts", () => {
  const options = { part: "test", count: 0, fitCount: 0, draw: 0 } as const;
  const { network } = pixelNetwork(4);
  expect(() => conceptError.check!(options, { network, dataset: plain })).toThrow(
    'Cannot tell errors by concept on "made-up": its classes stand for no concepts, needs data such as coloured-digits or shapes-textures',
  );
  expect(() => conceptError.check!(options, { network, dataset })).not.toThrow();
});

test("conceptError has no number of outputs that are not finite", async () => {
  const { network, numbers } = pixelNetwork(4);
  const broken = { ...numbers, parameters: numbers.parameters.map(() => Number.NaN) };
  const { readings } = await askProbe(conceptError, { network, numbers: broken, dataset });
  expect(readings[0]).toEqual({
    quantity: "concept error",
    of: "row",
    value: null,
    reason: "the outputs of 5 of 5 images are not finite",
  });
});

test("conceptError draws the errors over the epochs, and what is right together", async () => {
  const measured = await askProbe(conceptError, { ...pixelNetwork(4), dataset });
  const points = [0, 1].map((epoch) => ({ ...measured, run: "a", seed: 0, epoch }));
  const figures = await conceptError.figures!({
    options: { part: "test", count: 5, fitCount: 0, draw: 0 },
    points,
    untrained: [],
    overview: undefined,
    classes: dataset.classes,
  });
  expect(figures.map(({ id }) => id)).toEqual([
    "concept-error-concept-error",
    "concept-error-joint",
  ]);
  expect(figures[1]!.data[0]).toEqual({
    panel: "row and column",
    epoch: 0,
    kind: "both right",
    share: 2 / 5,
  });
});
