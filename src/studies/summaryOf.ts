import { createHash } from "node:crypto";
import type { Dataset } from "../data/dataset.ts";
import { type DatasetFingerprint, dataFingerprint } from "../data/fingerprint.ts";
import type { DatasetSummary } from "./study.ts";

/**
 * A data set without its images; whoever knows their fingerprint says so, for it takes reading all of them.
 *
 * @source own design
 */
export function summaryOf(
  dataset: Dataset,
  fingerprint: DatasetFingerprint = dataFingerprint(dataset),
): DatasetSummary {
  const { name, title, generated, note, classes, train, test } = dataset;
  return {
    name,
    title,
    generated,
    note,
    classes,
    trainCount: train.count,
    testCount: test.count,
    sha256: sha256Of(fingerprint),
  };
}

/** SHA-256 of the fingerprints of all parts, with a line for each. */
function sha256Of(fingerprint: DatasetFingerprint): string {
  const parts = Object.entries(fingerprint).map(([part, print]) => `${part} ${print}\n`);
  return createHash("sha256").update(parts.join("")).digest("hex");
}
