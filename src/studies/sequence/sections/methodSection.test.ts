import { expect, test } from "vitest";
import { madeUpSequence, madeUpSequenceSettings } from "../../../../test/support/madeUpSequence.ts";
import { mnistSummary } from "../../../../test/support/madeUpTranslation.ts";
import type { SequenceSettings } from "../settings.ts";
import { methodSection } from "./methodSection.ts";

function sectionOn(given: Partial<SequenceSettings> = {}, dataset = mnistSummary) {
  const settings = madeUpSequenceSettings(given);
  return methodSection(madeUpSequence(given), { subtitle: "made up", settings, dataset });
}

test("methodSection() says what is asked, of which pairs, and how it is learned", async () => {
  const { id, paragraphs, lookedUp, figures } = await sectionOn({ epochs: 100 });
  expect(id).toBe("method");
  expect(paragraphs[0]).toContain("After 50.0% of the test pairs it is a digit itself.");
  expect(paragraphs[1]).toContain("42,000 to learn from, 18,000 set aside, 10,000 to test with");
  expect(paragraphs[2]).toContain("the labels that they predict, told one-hot. Model-2 is one");
  expect(paragraphs[2]).toContain("whose ten outputs before softmax an LSTM reads");
  expect(paragraphs[3]).toContain("learning rate of 0.01, batches of 128, 100 epochs, cross-");
  expect(paragraphs[3]).toContain("PyTorch's usual initialisation");
  expect(paragraphs[3]).toContain("trained with 3 seeds");
  expect(paragraphs[5]).toMatch(/^Beyond the source's four networks/);
  expect(lookedUp).toHaveLength(1);
  expect(figures.map((figure) => figure.id)).toEqual(["task"]);
});

test("methodSection() says what was chosen otherwise", async () => {
  const { paragraphs } = await sectionOn(
    {
      labels: "soft",
      reads: "probabilities",
      initialisation: "keras",
      experiments: "no",
      epochs: 1,
      seeds: [0],
    },
    { ...mnistSummary, trainCount: 1000, testCount: 50 },
  );
  expect(paragraphs).toHaveLength(5);
  expect(paragraphs[1]).toContain("700 to learn from, 300 set aside, 50 to test with");
  expect(paragraphs[4]).toContain("(linear CKA on 50 test digits)");
  expect(paragraphs[4]).toContain("of 50 test digits a linear readout names");
  expect(paragraphs[4]).toContain("for 300 of the images set aside");
  expect(paragraphs[2]).toContain("from the probabilities that they predict. ");
  expect(paragraphs[2]).toContain("whose ten probabilities an LSTM reads");
  expect(paragraphs[3]).toContain("1 epoch, cross-entropy of softmax outputs, Keras's usual");
  expect(paragraphs[3]).toContain("trained with 1 seed;");
});

test("methodSection() has no picture where there is nothing to show", async () => {
  const results = { ...madeUpSequence(), examples: [] };
  const settings = madeUpSequenceSettings();
  const section = await methodSection(results, {
    subtitle: "made up",
    settings,
    dataset: mnistSummary,
  });
  expect(section.figures).toEqual([]);
});
