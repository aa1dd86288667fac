import { resolve } from "node:path";
import { expect, test } from "vitest";
import { isHere } from "../../test/support/isHere.ts";
import { dataFolders } from "../data/folders.ts";
import { loadFiles } from "../data/loadDataset.ts";
import { mnist } from "../data/sets/mnist.ts";
import { isMnist } from "./isMnist.ts";
import { summaryOf } from "./summaryOf.ts";

const roots = [...dataFolders(), resolve(import.meta.dirname, "../../../shared/data")];

test("isMnist() knows MNIST by its images and labels, not by its name", async (context) => {
  if (!isHere(mnist, roots)) context.skip(`MNIST is in none of ${roots.join(", ")}`);
  const dataset = await loadFiles("mnist", mnist, roots);
  expect(isMnist(summaryOf(dataset))).toBe(true);
  const labels = dataset.test.labels.slice();
  labels[0] = (labels[0]! + 1) % 10;
  const altered = { ...dataset, test: { ...dataset.test, labels } };
  expect(isMnist(summaryOf(altered))).toBe(false);
});
