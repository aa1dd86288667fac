import { expect, test } from "vitest";
import { cifarSummary, madeUpLatentSettings } from "../../../../test/support/madeUpLatent.ts";
import { methodSection } from "./methodSection.ts";

test("methodSection() says how networks are trained and counted", () => {
  const { paragraphs, lookedUp } = methodSection(madeUpLatentSettings(), cifarSummary);
  const text = paragraphs.join(" ");
  expect(text).toContain("No. 1 begins with 32 channels");
  expect(text).toContain("batches of 128, 8 epochs, images moved by up to 4 pixels and mirrored");
  expect(text).toContain(
    "on 50,000 images of CIFAR-10; each network with 3 seeds. No. 1 is trained twice more",
  );
  expect(text).toContain("and without batch norm, then with a learning rate of 0.01.");
  expect(text).toContain("the first 10,000 test images");
  expect(text).toContain("Pictures are of 30 test images");
  expect(lookedUp![0]!.rows[2]).toEqual(["c3", "64×16×16", "32×16×16", "64×16×16", "64×16×16"]);
});

test("methodSection() says what is left out", () => {
  const settings = madeUpLatentSettings({
    normalisation: "none",
    controls: "no",
    augment: "no",
    pictureCount: 0,
    seeds: [4],
  });
  const text = methodSection(settings, { ...cifarSummary, testCount: 700 }).paragraphs.join(" ");
  expect(text).toContain("each with ReLU behind it");
  expect(text).not.toContain("mirrored");
  expect(text).toContain("the first 700 test images");
  expect(text).toContain("looked at with 700 images");
  expect(text).not.toContain("Pictures");
  expect(text).toContain("each network with 1 seed.");
  expect(text).toContain("learning rate 0.01 falling");
  expect(text).not.toContain("twice more");
});
