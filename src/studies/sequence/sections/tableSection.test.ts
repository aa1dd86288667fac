import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { textsOf } from "../../../../test/support/svg.ts";
import type { SequenceSettings } from "../settings.ts";
import { tableSection } from "./tableSection.ts";

/** The section on networks with these accuracies at the end. */
function sectionOn(
  finals: Readonly<Record<string, number>>,
  { isSource = true, ...given }: Partial<SequenceSettings> & { readonly isSource?: boolean } = {},
) {
  const results = madeUpSequence(
    { experiments: "no", ...given },
    { accuracy: (row, seed, done) => (finals[row] ?? 0.5) * done + seed * 0.002 },
  );
  return tableSection(results, { subtitle: "made up", isSource });
}

const asPaper = { cnn1: 0.98, cnn2: 0.98, lstm: 0.49, model2: 0.865 };

test("tableSection() sets table 2 beside the paper", async () => {
  const { id, tables, figures } = await sectionOn(asPaper, { seeds: [0] });
  expect(id).toBe("table");
  expect(tables[0]!.columns).toEqual(["network", "accuracy", "paper", "epochs"]);
  expect(tables[0]!.rows).toEqual([
    ["model-1: CNN1", "98.0%", "98.2%", 20],
    ["model-1: CNN2", "98.0%", "98.3%", 20],
    ["model-1: LSTM", "49.0%", "49.4%", 20],
    ["model-2", "86.5%", "86.7%", 20],
  ]);
  expect(figures.map((figure) => figure.id)).toEqual([
    "table-comparison",
    "curves-pairs",
    "curves-digits",
  ]);
  for (const { svg } of figures) expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test.each([
  [asPaper, "4 of the paper's 4 accuracies lie within the tolerance of our means"],
  [
    { ...asPaper, lstm: 0.7 },
    "3 of the paper's 4 accuracies lie within the tolerance of our means",
  ],
])("tableSection() counts the accuracies that agree: %j", async (finals, title) => {
  expect((await sectionOn(finals)).figures[0]!.title).toBe(title);
});

test.each([
  [{ lstm: 0.5, model2: 0.75 }, "Here: model-2 is ahead of model-1's LSTM (difference +25.0"],
  [{ lstm: 0.75, model2: 0.5 }, "Here: model-2 is behind model-1's LSTM (difference −25.0"],
])("tableSection() says which model is ahead: %j", async (finals, words) => {
  const { paragraphs } = await sectionOn(finals);
  expect(paragraphs[1]).toContain("better at the task than model-1, by 37.3 points. ");
  expect(paragraphs[1]).toContain(words);
});

test("tableSection() decides nothing with one seed", async () => {
  const { paragraphs } = await sectionOn({ lstm: 0.5, model2: 0.75 }, { seeds: [0] });
  expect(paragraphs[1]).toContain("one seed does not tell whether that is a difference");
});

test.each([
  [0.4, "the last 2 epochs the accuracy of model-1's LSTM changed by +2.0 points an epoch"],
  [-0.4, "the last 2 epochs the accuracy of model-1's LSTM changed by −2.0 points an epoch"],
])("tableSection() says how fast accuracy still changes: %f", async (lstm, words) => {
  const { paragraphs } = await sectionOn({ lstm }, { seeds: [0] });
  expect(paragraphs[2]).toContain(words);
});

test("tableSection() marks the paper's values in the curves", async () => {
  const { figures } = await sectionOn(asPaper);
  expect(textsOf(figures[1]!.svg)).toEqual(
    expect.arrayContaining(["paper: 49.4%", "paper: 86.7%", "model-1: LSTM", "model-2"]),
  );
  expect(textsOf(figures[2]!.svg)).toEqual(
    expect.arrayContaining(["paper: 98.2%", "paper: 98.3%"]),
  );
  expect(figures[1]!.title).toBe("After 20 epochs: model-1's LSTM at 49.2%, model-2 at 86.7%");
});

test("tableSection() lets the paper decide nothing on other data", async () => {
  const { paragraphs, tables, figures } = await sectionOn(asPaper, { isSource: false });
  expect(paragraphs[0]).toContain("The paper's numbers are about all of MNIST, ours are not");
  expect(tables[0]!.columns[2]).toBe("paper, all of MNIST");
  expect(figures[0]!.title).toBe("Accuracies beside the paper's, which are about all of MNIST");
  expect(figures[0]!.data.every(({ tolerance }) => tolerance === null)).toBe(true);
  expect(textsOf(figures[1]!.svg)).toContain("paper, all of MNIST: 49.4%");
});

test("tableSection() shows what is not a number as that", async () => {
  const { paragraphs, tables } = await sectionOn({ ...asPaper, lstm: Number.NaN });
  expect(tables[0]!.rows[2]![1]).toBe("NaN");
  expect(paragraphs[1]).toContain("the difference was not measured");
});
