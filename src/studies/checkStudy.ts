import { type CheckedClaim, checkClaims } from "./claim.ts";
import type { CommonSettings, DatasetSummary, Study } from "./study.ts";

/**
 * Sets a study's claims beside its results, with a caveat where the data are not the source's.
 *
 * @source own design
 */
export function checkStudy<Settings extends CommonSettings, Measured, Results>(
  study: Pick<Study<Settings, Measured, Results>, "claims" | "isSourceData">,
  results: Results,
  dataset: DatasetSummary,
): CheckedClaim[] {
  const { title, trainCount, testCount } = dataset;
  const otherData = study.isSourceData(dataset)
    ? ""
    : `Measured on ${title}, ${trainCount} training and ${testCount} test images: not the source's data.`;
  return checkClaims(study.claims, results, otherData);
}
