import type { NumberArray } from "../core/dtype.ts";
import type { Stream } from "../core/random.ts";
import type { Concept } from "../data/dataset.ts";
import type { Value } from "../graph/node.ts";
import type { Network, NetworkNumbers } from "../nn/network.ts";
import type { StoredTensor } from "../storage/safetensors.ts";
import type { Examples } from "./drawExamples.ts";
import type { BatchVisitor } from "./looker.ts";
import type { ProbeSettings } from "./probeOptions.ts";
import type { Looked, Rows } from "./rows.ts";

/** What a probe measures: a network at one checkpoint, and the images that the probe looks at. */
export interface ProbeView<Options extends object> {
  readonly options: ProbeSettings<Options>;
  readonly network: Network;
  readonly numbers: NetworkNumbers;
  /** What the labels stand for. */
  readonly classes: readonly string[];
  /** What else is known of the images; `examples.concepts` has the values. */
  readonly concepts: readonly Concept[];
  /** The images that it looks at; of a probe without images, none may be asked for. */
  readonly examples: Examples;
  /** Training images to fit to, where the probe does so. */
  readonly fitExamples: Examples;
  /** Of the training's step before or, at its beginning, behind the checkpoint; nothing where there is no training. */
  readonly learningRate: number | undefined;
  /** What its taps say of all images, or of others, or of another network of the same kind. */
  look(changes?: LookChanges): Looked;
  /** The same batch by batch: for what has no room as a whole. Rows are those of the batch, and only until the next. */
  lookBatches(visit: BatchVisitor, changes?: LookChanges): void;
  /** One tap after the other with its rows for all images: as many at a time as there is room for. */
  eachTap(visit: (name: string, rows: Rows) => void | Promise<void>): Promise<void>;
  /** Computes something else, such as products of large matrices, as fast as networks are computed. */
  compute(
    inputs: Readonly<Record<string, StoredTensor>>,
    build: (leaves: Readonly<Record<string, Value>>) => Readonly<Record<string, Value>>,
  ): Readonly<Record<string, NumberArray>>;
  /** Random numbers of its own, from the seed of the draw. */
  stream(name: string): Stream;
}

/** What is looked at otherwise than usual. */
export interface LookChanges {
  /** Bytes, or fractions of 1. Shape: [M, C, H, W] */
  readonly images?: Uint8Array | Float32Array;
  /** Shape: [M]; zeros where other images come without */
  readonly labels?: Int32Array;
  /** Shape: [P] */
  readonly parameters?: Float32Array;
  /** Inputs that the taps made, by name; those of rows have one an image. Zeros where nothing is said. */
  readonly inputs?: Readonly<Record<string, ArrayLike<number>>>;
  /** The taps that are wanted, where not all are. */
  readonly wanted?: readonly string[];
}
