import type { Reading } from "../core/reading.ts";
import type { StoredTensor } from "../storage/safetensors.ts";

export type { Reading };

/** What a probe found at one checkpoint. */
export interface Measurement {
  readonly readings: readonly Reading[];
  /** What its figures need besides; whatever JSON can hold. */
  readonly details?: unknown;
  /** What is too long for JSON, by name. */
  readonly arrays?: Readonly<Record<string, StoredTensor>>;
}

/** What a probe found at a checkpoint of a run. */
export interface ProbePoint extends Measurement {
  /** What the run is called where several are looked at. */
  readonly run: string;
  /** Runs that differ in their seed alone have one group. */
  readonly group?: string | undefined;
  readonly seed: number;
  /** Runs that looked at the same images have the same; nothing where that is not known. */
  readonly images?: string | undefined;
  readonly epoch: number;
}
