import type { Reading } from "../../probing/measurement.ts";
import type { Rows } from "../../probing/rows.ts";

/**
 * Which images have outputs that are not finite, as after a training that diverged: what the network answers them says
 * nothing.
 *
 * Shape: outputs [N, K] -> [N], 1 where one is not finite, else 0
 * @source own design
 */
export function areBroken({ values, count, size }: Rows): Uint8Array {
  return Uint8Array.from({ length: count }, (_, image) => {
    const own = values.subarray(image * size, (image + 1) * size);
    return Number(!own.every((value) => Number.isFinite(value)));
  });
}

/** Why a network's outputs tell nothing: those of some images are not finite. Nothing where all are. */
export function brokenOutputs(outputs: Rows): string | undefined {
  const broken = areBroken(outputs).filter((isBroken) => isBroken === 1).length;
  return broken === 0
    ? undefined
    : `the outputs of ${broken} of ${outputs.count} images are not finite`;
}

/** The same quantities without their numbers. */
export function withoutValues(readings: readonly Reading[], reason: string): Reading[] {
  return readings.map(({ quantity, layer, of }) => ({ quantity, layer, of, value: null, reason }));
}
