import { createHash } from "node:crypto";
import type { Dataset } from "../data/dataset.ts";
import { dataFingerprint } from "../data/fingerprint.ts";
import type { DatasetSummary } from "./study.ts";

/**
 * A data set without its images.
 *
 * @source own design
 */
export function summaryOf(dataset: Dataset): DatasetSummary {
  const { name, title, generated, note, classes, train, test } = dataset;
  return {
    name,
    title,
    generated,
    note,
    classes,
    trainCount: train.count,
    testCount: test.count,
    sha256: sha256Of(dataset),
  };
}

/** SHA-256 of the fingerprints of all parts, with a line for each. */
function sha256Of(dataset: Dataset): string {
  const parts = Object.entries(dataFingerprint(dataset)).map(
    ([part, print]) => `${part} ${print}\n`,
  );
  return createHash("sha256").update(parts.join("")).digest("hex");
}
