import { expect, test } from "vitest";
import { cifarSummary, madeUpLatentSettings } from "../../../../test/support/madeUpLatent.ts";
import { notesOf } from "./notes.ts";

const notes = (
  given: Parameters<typeof madeUpLatentSettings>[0] = {},
  dataset = cifarSummary,
): string[] => notesOf(madeUpLatentSettings(given), dataset);

test("notesOf() says that the source's data are the source's", () => {
  expect(notes()[0]).toBe("Data: CIFAR-10, as published.");
});

test("notesOf() says whose the data are where they are others", () => {
  const jpeg = {
    ...cifarSummary,
    name: "cifar-10-jpeg-32",
    title: "CIFAR-10 (JPEG)",
    note: "Its images were stored as JPEG",
  };
  expect(notes({}, jpeg)[0]).toBe(
    "Data: CIFAR-10 (JPEG), 50,000 training and 10,000 test images of 10 classes; the source used CIFAR-10, as published. Its images were stored as JPEG. What the source says is judged by comparisons and limits alone, and on these data.",
  );
  expect(notes({}, { ...jpeg, note: "" })[0]).toMatch(/as published\. What the source says /);
});

test("notesOf() says what the networks are, and that they are a proposal", () => {
  const [, network, equal, output, outputs] = notes({ width: 16 });
  expect(network).toBe(
    "The source names its network and gives neither channels nor kernels: `sixconv` with 16, 16, 32, 32, 64 and 64 channels, 3×3 kernels, batch norm, ReLU and max pooling behind c2 and c4 is our proposal, No. 2 has half of these channels. It has the order of dimensions that the source tells: c2's is larger than c3's.",
  );
  expect(equal).toMatch(/No\. 3 has 32 channels from c3 on .+; No\. 4 has 64 from c4 on /);
  expect(output).toMatch(/^A layer's output is what ReLU gives, before it is pooled/);
  expect(outputs).toBe("Every network has ten outputs, whatever the number of classes.");
  expect(notes({ normalisation: "none" })[1]).toContain("3×3 kernels, no batch norm, ReLU");
});

test("notesOf() says how networks are trained", () => {
  expect(notes()[5]).toMatch(
    /^The source does not say how it trains: SGD with momentum 0\.9, a learning rate from 0\.05 down along a cosine, weight decay 0\.0005, batches of 128 and 8 epochs, images moved and mirrored, are ours\. /,
  );
  expect(notes({ epochs: 1, augment: "no" })[5]).toMatch(/batches of 128 and 1 epoch are ours\. /);
  expect(notes()[6]).toMatch(/^Without batch norm .+ at this rate: they are given 0\.01\.$/);
  expect(notes()[7]).toContain("bfloat16");
  expect(notes()[8]).toContain("at least 20 points above that before training");
});

test("notesOf() says how many images are counted", () => {
  expect(notes()[9]).toContain(
    "of the first 10,000 test images; epochs, stages and training images are counted with 2,000.",
  );
  const few = notes({ sampleCount: 10_000, viewCount: 2000 }, { ...cifarSummary, testCount: 900 });
  expect(few[9]).toContain(
    "of the first 900 test images; epochs, stages and training images are counted with 900.",
  );
  expect(notes()[10]).toContain("at least 70% of the variance");
});

test("notesOf() are sentences", () => {
  for (const note of notes()) expect(note).toMatch(/^[A-Z].+\.$/);
});
