import type { AnyProbe } from "../probing/probe.ts";
import { accuracy } from "./accuracy.ts";
import { activations } from "./activations.ts";
import { calibration } from "./calibration.ts";
import { cka } from "./cka.ts";
import { conceptError } from "./conceptError.ts";
import { effectiveReceptiveField } from "./effectiveReceptiveField.ts";
import { eigenCam } from "./eigenCam.ts";
import { embedding } from "./embedding.ts";
import { equivariance } from "./equivariance.ts";
import { filters } from "./filters.ts";
import { gradCam } from "./gradCam.ts";
import { gradCamPlusPlus } from "./gradCamPlusPlus.ts";
import { learningOrder } from "./learningOrder.ts";
import { linearReadout } from "./linearReadout.ts";
import { lossLandscape } from "./lossLandscape.ts";
import { pcaDimension } from "./pcaDimension.ts";
import { scoreCam } from "./scoreCam.ts";
import { sharpness } from "./sharpness.ts";
import { shiftGrid } from "./shiftGrid.ts";
import { twoNn } from "./twoNn.ts";
import { weights } from "./weights.ts";

/**
 * Every probe, by the name that it is asked for by.
 *
 * @source the files of the probes
 */
export const probes: Readonly<Record<string, AnyProbe>> = tableOf([
  accuracy,
  calibration,
  conceptError,
  learningOrder,
  shiftGrid,
  equivariance,
  filters,
  weights,
  activations,
  pcaDimension,
  twoNn,
  cka,
  linearReadout,
  embedding,
  gradCam,
  gradCamPlusPlus,
  scoreCam,
  eigenCam,
  effectiveReceptiveField,
  lossLandscape,
  sharpness,
]);

function tableOf(all: readonly AnyProbe[]): Readonly<Record<string, AnyProbe>> {
  return Object.fromEntries(all.map((probe) => [probe.id, probe]));
}
