import { resolve } from "node:path";
import { expect, test } from "vitest";
import { isHere } from "../../../test/support/isHere.ts";
import { dataFolders } from "../../data/folders.ts";
import { loadFiles } from "../../data/loadDataset.ts";
import { mnist } from "../../data/sets/mnist.ts";
import { summaryOf } from "../summaryOf.ts";
import { isSourceData } from "./sourceData.ts";

const roots = [...dataFolders(), resolve(import.meta.dirname, "../../../../shared/data")];

test("isSourceData() knows MNIST by its images and labels, not by its name", async (context) => {
  if (!isHere(mnist, roots)) context.skip(`MNIST is in none of ${roots.join(", ")}`);
  const dataset = await loadFiles("mnist", mnist, roots);
  expect(isSourceData(summaryOf(dataset))).toBe(true);
  const labels = dataset.test.labels.slice();
  labels[0] = (labels[0]! + 1) % 10;
  const altered = { ...dataset, test: { ...dataset.test, labels } };
  expect(isSourceData(summaryOf(altered))).toBe(false);
});
