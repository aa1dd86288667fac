import { DataError } from "../core/errors.ts";
import { sizeOf } from "../core/shape.ts";
import type { StoredTensor } from "../storage/safetensors.ts";
import type { Measurement, Reading } from "./measurement.ts";
import { openView, type ProbeSubject } from "./openView.ts";
import type { Probe } from "./probe.ts";
import type { ProbeSettings } from "./probeOptions.ts";
import { readingSchema } from "./readingSchema.ts";

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
 * @throws {DataError} when a number is neither finite nor missing with a reason, or what it gives is no measurement
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
 * Refuses numbers that nobody could read: what is not finite has to be null and say why, and what no file could hold.
 *
 * @throws {DataError} when there is one
 */
export function checkMeasurement(id: string, measurement: Measurement): void {
  const trouble = troubleOf(measurement);
  if (trouble) throw new DataError(`Cannot use what "${id}" measured: ${trouble}`);
}

/** Probes from files may give anything. */
function troubleOf(measurement: Measurement | undefined): string | undefined {
  const readings: readonly (Reading | null)[] | undefined = measurement?.readings;
  if (!Array.isArray(readings)) return "it has no readings, needs a list of them";
  const seen = new Set<string>();
  for (const [at, reading] of readings.entries()) {
    const trouble = troubleOfReading(reading, at);
    if (trouble) return trouble;
    const name = nameOf(reading);
    if (seen.has(name)) return `${name} is there twice, needs another quantity, layer or "of"`;
    seen.add(name);
  }
  return troubleOfRest(measurement!);
}

/** What no file could hold, of what is there besides readings. */
function troubleOfRest({ details, arrays = {} }: Measurement): string | undefined {
  try {
    JSON.stringify(details);
  } catch (error) {
    return `its details are not what JSON can hold: ${error instanceof Error ? error.message : error}`;
  }
  const wrong = Object.entries(arrays).find(([, array]) => !isTensor(array));
  return (
    wrong && `its array "${wrong[0]}" is none, needs dtype, shape, and as many numbers in data`
  );
}

function isTensor(array: Partial<StoredTensor> | undefined): boolean {
  const { dtype, shape, data } = array ?? {};
  return (
    dtype !== undefined &&
    Array.isArray(shape) &&
    ArrayBuffer.isView(data) &&
    data.length === sizeOf(shape)
  );
}

function troubleOfReading(reading: Reading | null | undefined, at: number): string | undefined {
  if (typeof reading?.quantity !== "string" || reading.quantity === "") {
    return `readings.${at}.quantity is missing, needs a text that says what is measured`;
  }
  const { value, reason, low, high, chance = [] } = reading;
  const name = nameOf(reading);
  if (value === null ? !reason : !Number.isFinite(value)) {
    return `${name} is ${value} without a reason, needs a finite number, or null and a reason`;
  }
  if (!areFinite([low, high])) {
    return `the interval of ${name} is ${low} to ${high}, needs finite ends or none`;
  }
  if (!areFinite(chance)) {
    return `what ${name} would be by chance is ${chance.join(" to ")}, needs finite ends or none`;
  }
  const [issue] = readingSchema.safeParse(reading).error?.issues ?? [];
  return (
    issue && `"${issue.path.join(".")}" of ${name} is missing or wrong, needs that of a reading`
  );
}

function areFinite(ends: readonly (number | undefined)[]): boolean {
  return ends.every((end) => end === undefined || Number.isFinite(end));
}

function nameOf({ quantity, layer, of }: Reading): string {
  return `"${[quantity, layer, of].filter((word) => word !== undefined).join(" ")}"`;
}
