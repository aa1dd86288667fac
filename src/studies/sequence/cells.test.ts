import { expect, test } from "vitest";
import { smallSettings } from "../../../test/support/smallSequence.ts";
import { makeNetwork } from "../../zoo/index.ts";
import { cellId, cnnOptions, rowsOf, sequenceCells, tableIds, toldTitles } from "./cells.ts";
import type { SequenceSettings } from "./settings.ts";

const cellsOf = (given: Partial<SequenceSettings> = {}) => sequenceCells(smallSettings(given));
const cellOf = (row: string, given: Partial<SequenceSettings> = {}) =>
  cellsOf(given).find(({ factors }) => factors.row === row)!;

test("sequenceCells() trains all rows of one seed before the next seed", () => {
  expect(cellsOf({ seeds: [3, 1], experiments: "no" }).map(({ id }) => id)).toEqual([
    "cnn1-s3",
    "cnn2-s3",
    "lstm-s3",
    "model2-s3",
    "cnn1-s1",
    "cnn2-s1",
    "lstm-s1",
    "model2-s1",
  ]);
});

test("sequenceCells() trains CNNs before the LSTMs that are told what they say", () => {
  const cells = cellsOf({ seeds: [0, 1] });
  for (const [at, { network, factors }] of cells.entries()) {
    if (network !== "label-lstm") continue;
    const before = cells.slice(0, at).map(({ id }) => id);
    for (const cnn of ["cnn1", "cnn2"]) {
      expect(before).toContain(cellId(cnn, Number(factors.repetition)));
    }
  }
});

test("sequenceCells() gives every CNN alone a seed of its own, and the others that of the study", () => {
  const cells = cellsOf({ seeds: [0, 1, 2], experiments: "no" });
  const seedsOf = (row: string) =>
    cells.filter(({ factors }) => factors.row === row).map(({ seed }) => seed);
  expect([seedsOf("cnn1"), seedsOf("cnn2")]).toEqual([
    [0, 2, 4],
    [1, 3, 5],
  ]);
  expect([seedsOf("lstm"), seedsOf("model2")]).toEqual([
    [0, 1, 2],
    [0, 1, 2],
  ]);
});

test.each([{}, { labels: "soft" }, { initialisation: "keras" }, { hiddenSize: 2 }] as const)(
  "sequenceCells() gives every training a name of its own, and a network that exists: %j",
  (given) => {
    const cells = cellsOf(given);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    for (const { network, options } of cells) {
      expect(() => makeNetwork(network, options)).not.toThrow();
    }
  },
);

test("sequenceCells() trains the source's rows alike, as the settings say", () => {
  const recipe = { learningRate: 0.3, epochs: 7, batchSize: 9 };
  const cells = cellsOf({ ...recipe, experiments: "no" });
  expect(cells.map(({ factors }) => factors.row)).toEqual([...tableIds]);
  for (const cell of cells) {
    expect(cell).toMatchObject({ ...recipe, momentum: 0, factors: { group: "table" } });
  }
});

test("sequenceCells() asks why only where it is told to", () => {
  const groups = (experiments: "yes" | "no") =>
    new Set(cellsOf({ experiments }).map(({ factors }) => factors.group));
  expect([...groups("no")]).toEqual(["table"]);
  expect([...groups("yes")]).toEqual(["table", "lstm", "model-2"]);
});

test("sequenceCells() trains longer and faster by the factors of the rows", () => {
  const given = { learningRate: 0.01, epochs: 100 };
  expect(cellOf("lstm-longer", given)).toMatchObject({ learningRate: 0.01, epochs: 200 });
  expect(cellOf("lstm-rate3", given)).toMatchObject({ learningRate: 0.03, epochs: 60 });
  expect(cellOf("lstm-rate10", given)).toMatchObject({ learningRate: 0.1, epochs: 30 });
  expect(cellOf("model2-rate10", given)).toMatchObject({ learningRate: 0.1, epochs: 20 });
  expect(cellOf("model2-rate10", { epochs: 1 }).epochs).toBe(1);
});

test("sequenceCells() says which trainings take longest: those of model-2, and those of many epochs", () => {
  const costOf = (row: string) => cellOf(row, { epochs: 100 }).cost!;
  expect(costOf("model2")).toBeGreaterThan(2 * costOf("cnn1"));
  expect(costOf("lstm")).toBeLessThan(costOf("cnn1"));
  expect(costOf("lstm-longer")).toBe(2 * costOf("lstm"));
});

test("sequenceCells() changes one thing of the LSTM in every other row", () => {
  const given = { hiddenSize: 128 };
  const plain = cellOf("lstm", given);
  const changes: Readonly<Record<string, object>> = {
    "lstm-small": { options: { ...plain.options, hiddenSize: 32 } },
    "lstm-keras": { options: { ...plain.options, initialisation: "keras" } },
    "lstm-value": { options: { ...plain.options, labels: "value" } },
    "lstm-soft": {},
    "lstm-random": {},
  };
  for (const [row, change] of Object.entries(changes)) {
    const { id, factors, ...own } = cellOf(row, given);
    const { id: _id, factors: _factors, ...usual } = plain;
    expect([id, own]).toEqual([`${row}-s0`, { ...usual, ...change }]);
  }
  expect(cellOf("lstm-random").factors.pairing).toBe("random");
  expect(cellOf("lstm-digits").factors.pairing).toBe("digits");
});

test("rowsOf() tells the LSTM labels in every way but that of the table twice", () => {
  const told = (labels: "one-hot" | "soft") =>
    rowsOf(smallSettings({ labels })).flatMap((row) =>
      row.id === "lstm" || row.heading === "what the LSTM is told" ? (row.told ?? []) : [],
    );
  expect(told("one-hot")).toEqual(["one-hot", "soft", "logits", "value", "true"]);
  expect(told("soft")).toEqual(["soft", "one-hot", "logits", "value", "true"]);
  expect(new Set(Object.values(toldTitles)).size).toBe(5);
});

test("rowsOf() tries a quarter of the units, at least one", () => {
  const titleOf = (hiddenSize: number) =>
    rowsOf(smallSettings({ hiddenSize })).find(({ id }) => id === "lstm-small")!.title;
  expect([128, 5, 2].map(titleOf)).toEqual(["32 units", "1 unit", "1 unit"]);
});

test("rowsOf() tries the initialisation that the table has not", () => {
  const titles = (initialisation: "pytorch" | "keras") =>
    rowsOf(smallSettings({ initialisation })).map(({ title }) => title);
  expect(titles("pytorch")).toContain("initialised as in Keras");
  expect(titles("keras")).toContain("initialised as in PyTorch");
});

test("cnnOptions() makes the same CNN as those within model-2", () => {
  const settings = smallSettings({
    filters: 5,
    kernelSize: 4,
    padding: "same",
    activation: "tanh",
  });
  const { hiddenSize: _units, reads, ...within } = cellOf("model2", settings).options;
  expect(within).toEqual(cnnOptions(settings));
  expect(reads).toBe("logits");
  expect(cellOf("cnn1", settings).options).toEqual(cnnOptions(settings));
});
