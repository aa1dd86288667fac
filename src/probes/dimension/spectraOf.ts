import { z } from "zod";
import type { EpochSpectra } from "../../figures/probes/spectra.ts";
import type { ProbePoint } from "../../probing/measurement.ts";

const spectrumDetails = z.object({ spectra: z.record(z.string(), z.array(z.number())) });

/**
 * The spectra that probes keep in their details, one a layer; those of a point that has none are left out.
 *
 * @source own design
 */
export function spectraOf(points: readonly ProbePoint[]): EpochSpectra[] {
  return points.flatMap(({ run, epoch, details }) => {
    const kept = spectrumDetails.safeParse(details);
    return kept.success ? [{ run, epoch, spectra: kept.data.spectra }] : [];
  });
}
