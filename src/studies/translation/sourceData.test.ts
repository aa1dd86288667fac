import { resolve } from "node:path";
import { expect, test } from "vitest";
import { dataFolderOf, dataFolders, missingFiles } from "../../data/folders.ts";
import { mnist } from "../../data/mnist.ts";
import { summaryOf } from "../summaryOf.ts";
import { isSourceData } from "./sourceData.ts";

const roots = [...dataFolders(), resolve(import.meta.dirname, "../../../../shared/data")];
const folder = dataFolderOf(mnist, roots);

test("isSourceData() knows MNIST by its images and labels, not by its name", async (context) => {
  if (missingFiles(mnist, folder).length > 0)
    context.skip(`MNIST is in none of ${roots.join(", ")}`);
  const dataset = await mnist.load(folder);
  expect(isSourceData(summaryOf(dataset))).toBe(true);
  const labels = dataset.test.labels.slice();
  labels[0] = (labels[0]! + 1) % 10;
  const altered = { ...dataset, test: { ...dataset.test, labels } };
  expect(isSourceData(summaryOf(altered))).toBe(false);
});
