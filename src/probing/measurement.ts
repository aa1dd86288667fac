import type { StoredTensor } from "../storage/safetensors.ts";

/** One number that a probe found. */
export interface Reading {
  /** What it is, in words of the field, such as `participation ratio`. */
  readonly quantity: string;
  /** Of which layer; nothing where it is of the whole network. */
  readonly layer?: string | undefined;
  /** Of what else: a class, a concept, a shift. */
  readonly of?: string | undefined;
  /** Null where there is none. */
  readonly value: number | null;
  /** Why there is none. */
  readonly reason?: string | undefined;
  /** Ends of its own 95 % interval, where it is an estimate. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** What it would be if there were nothing to find, such as with permuted labels: the middle 95 %, or one number twice. */
  readonly chance?: readonly [low: number, high: number] | undefined;
}

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
