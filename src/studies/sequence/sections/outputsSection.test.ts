import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { mnistSummary } from "../../../../test/support/madeUpTranslation.ts";
import { usedCounts } from "../measure/usedCounts.ts";
import { outputsSection } from "./outputsSection.ts";

const words = {
  data: "MNIST",
  subtitle: "MNIST, 3 seeds",
  counts: usedCounts({ fitCount: 1000, askedCount: 2000 }, mnistSummary),
};

test("outputsSection() sets outputs beside each other, reads digits from them and names them", async () => {
  const { figures, tables } = await outputsSection(madeUpSequence(), words);
  expect(figures.map(({ id }) => id)).toEqual(["outputs-cka", "outputs-readout", "outputs-naming"]);
  // Random directions say nothing.
  expect(figures[0]!.data.map(({ group }) => group)).toEqual([
    "within model-1",
    "within model-2",
    "between the models",
    "model-1, other seeds",
    "model-2, other seeds",
    "untrained",
  ]);
  // Four CNNs, three seeds, epochs 0, 1, 2, 4, 8, 16 and 20.
  expect(figures[1]!.data).toHaveLength(4 * 3 * 7);
  expect(figures[1]!.data[0]).toMatchObject({ epoch: 0 });
  expect(tables[0]!.rows.map(([name]) => name)).toEqual([
    "model-1 CNN1",
    "model-1 CNN2",
    "model-2 CNN1",
    "model-2 CNN2",
  ]);
});

test("outputsSection() tells what was read at the beginning and at the end", async () => {
  const readout = ({ model }: { model: number }, done: number, of: string) =>
    (of === "maps" ? 0.5 : 0.6) + done * 0.1 * model;
  const { tables, figures } = await outputsSection(madeUpSequence({}, { readout }), words);
  expect(tables[0]!.columns.slice(1)).toEqual([
    "outputs, epoch 0",
    "outputs, epoch 20",
    "pooled maps, epoch 0",
    "pooled maps, epoch 20",
  ]);
  expect(tables[0]!.rows[2]).toEqual([
    "model-2 CNN1",
    "60.0% ± 0.0%",
    "80.0% ± 0.0%",
    "50.0% ± 0.0%",
    "70.0% ± 0.0%",
  ]);
  expect(figures[1]!.title).toBe(
    "Digits that a linear readout of the ten outputs names: 70.0% for model-1's CNNs at the end, 80.0% for model-2's",
  );
});

test("outputsSection() says where nothing was read", async () => {
  const { figures } = await outputsSection(
    madeUpSequence({}, { readout: () => Number.NaN }),
    words,
  );
  expect(figures[1]!.title).toMatch(/: a share that is not known for model-1's CNNs at the end, /);
});

test("outputsSection() stands with one seed, one epoch, and outputs that are all the same", async () => {
  const results = madeUpSequence({ seeds: [0], epochs: 1 }, { output: () => 0 });
  const { figures, tables } = await outputsSection(results, words);
  expect(figures.map(({ id }) => id)).toEqual(["outputs-readout", "outputs-naming"]);
  expect(tables[0]!.rows[0]![1]).toMatch(/^[\d.]+%$/);
});
