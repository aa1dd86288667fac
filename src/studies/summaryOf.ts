import { createHash } from "node:crypto";
import type { Dataset } from "../data/dataset.ts";
import type { DatasetSummary } from "./study.ts";

/**
 * A data set without its images.
 *
 * @source own design
 */
export function summaryOf(dataset: Dataset): DatasetSummary {
  const { name, title, generated, note, classes, train, test } = dataset;
  const hash = createHash("sha256");
  for (const { images, labels } of [train, test]) hash.update(images).update(labels);
  return {
    name,
    title,
    generated,
    note,
    classes,
    trainCount: train.count,
    testCount: test.count,
    sha256: hash.digest("hex"),
  };
}
