import { DataError } from "../core/errors.ts";
import type { Measurement } from "./measurement.ts";
import { openView, type ProbeSubject } from "./openView.ts";
import type { Probe } from "./probe.ts";
import type { ProbeSettings } from "./probeOptions.ts";

/** What a probe found, and what it took. */
export interface Measured {
  readonly measurement: Measurement;
  /** Units: bytes */
  readonly peakBytes: number;
}

/**
 * Asks a network what a probe asks.
 *
 * @throws {UsageError} when the network or the data have not what the probe looks at
 * @throws {DataError} when a number is neither finite nor missing with a reason
 */
export async function measureProbe<Options extends object>(
  probe: Probe<Options>,
  options: ProbeSettings<Options>,
  subject: ProbeSubject,
): Promise<Measured> {
  const view = openView(probe, options, subject);
  try {
    const measurement = await probe.measure(view);
    checkMeasurement(probe.id, measurement);
    return { measurement, peakBytes: view.peakBytes };
  } finally {
    view.dispose();
  }
}

/**
 * Refuses numbers that nobody could read: what is not finite has to be null and say why.
 *
 * @throws {DataError} when there is one
 */
export function checkMeasurement(id: string, { readings }: Measurement): void {
  for (const { quantity, layer, of, value, reason, low, high } of readings) {
    const what = `"${[quantity, layer, of].filter((word) => word !== undefined).join(" ")}"`;
    if (value === null ? !reason : !Number.isFinite(value)) {
      throw new DataError(
        `Cannot use what "${id}" measured: ${what} is ${value} without a reason, needs a finite number, or null and a reason`,
      );
    }
    if (![low, high].every((end) => end === undefined || Number.isFinite(end))) {
      throw new DataError(
        `Cannot use what "${id}" measured: the interval of ${what} is ${low} to ${high}, needs finite ends or none`,
      );
    }
  }
}
