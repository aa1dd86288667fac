import { expect, test } from "vitest";
import { madeUpSequenceSettings } from "../../../../test/support/madeUpSequence.ts";
import { mnistSummary } from "../../../../test/support/madeUpTranslation.ts";
import type { SequenceSettings } from "../settings.ts";
import { notesOf } from "./notes.ts";

function notesOn(given: Partial<SequenceSettings>, dataset = mnistSummary): string {
  return notesOf(madeUpSequenceSettings(given), dataset).join("\n");
}

const source = { filters: 16, epochs: 100 };

test("notesOf() names every choice where the source is silent", () => {
  const notes = notesOn(source);
  expect(notes).toContain("here they are the first 42,000 training images, the other 18,000");
  expect(notes).toContain("3×3, none, ReLU, maximum of 2×2 are ours");
  expect(notes).toContain("128 units, and a full connection");
  expect(notes).toContain("here they are told one-hot");
  expect(notes).toContain("here they are those before softmax");
  expect(notes).toContain("every layer begins as PyTorch would have it");
  expect(notes).toContain("Student t");
  expect(notes).not.toContain("Unlike the source, this run");
});

test("notesOf() counts the digits that there were", () => {
  expect(notesOn(source)).toContain(
    "fitted to 1,000 of the images set aside and tested with 2,000",
  );
  const few = notesOn(source, { ...mnistSummary, trainCount: 1000, testCount: 200 });
  expect(few).toContain("for the same 200 test digits, debiased");
  expect(few).toContain("fitted to 300 of the images set aside and tested with 200 test images, n");
  expect(few).toContain("with every position of every map as a feature, are fitted to 300.");
});

test("notesOf() names what was done otherwise", () => {
  const notes = notesOn({
    epochs: 20,
    learningRate: 0.05,
    kernelSize: 5,
    padding: "same",
    activation: "sigmoid",
    labels: "soft",
    reads: "probabilities",
    initialisation: "keras",
  });
  expect(notes).toContain(
    "Unlike the source, this run has a learning rate of 0.05 instead of 0.01, epochs: 20 instead of 100, filters: 4 instead of 16: its numbers are not the source's.",
  );
  expect(notes).toContain(
    "5×5, zeros, so that maps have the image's size, sigmoid, maximum of 2×2",
  );
  expect(notes).toContain("here they are told as probabilities");
  expect(notes).toContain("after softmax, unlike the default of this study");
  expect(notes).toContain("every layer begins as Keras would have it");
});

test("notesOf() says whose data were used", () => {
  const drawn = {
    ...mnistSummary,
    title: "generated digits",
    note: "The program drew them",
    sha256: "another",
    trainCount: 12_000,
    testCount: 2000,
  };
  expect(notesOn(source, drawn)).toMatch(
    /^Data: generated digits, 12,000 training and 2,000 test images, of which .+ images of MNIST\. The program drew them\.$/m,
  );
});
