import type { Backend, Executable, States } from "../backends/backend.ts";
import type { Dtype, NumberArray } from "../core/dtype.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import { batchRanges } from "../data/feed/batchRanges.ts";
import { makeGraph } from "../graph/graph.ts";
import type { TensorType } from "../graph/node.ts";
import { describeNetwork, type Network, type NetworkNumbers } from "../nn/network.ts";
import { holdNetwork } from "../train/states.ts";
import { checkRows, triedBatch } from "./checkRows.ts";
import type { ProbeSettings } from "./probeOptions.ts";
import { imageInputs, makeSite, type ProbeSite, type Taps } from "./site.ts";

/** What is shown to a network. */
export interface Shown {
  /** Bytes, or fractions of 1. Shape: [N, C, H, W] */
  readonly images: Uint8Array | Float32Array;
  /** Shape: [N]; zeros where there are none */
  readonly labels?: Int32Array | undefined;
  /** Shape: [P]; the subject's own where nothing is said */
  readonly parameters?: Float32Array | undefined;
  readonly inputs?: Readonly<Record<string, ArrayLike<number>>> | undefined;
  /** All taps where nothing is said. */
  readonly wanted?: readonly string[] | undefined;
}

/** What a batch came to, by the names of the taps; overwritten by the next. */
export interface LookedBatch {
  /** Which of the images. */
  readonly from: number;
  readonly to: number;
  readonly rows: Readonly<Record<string, NumberArray>>;
  readonly sums: Readonly<Record<string, NumberArray>>;
}

/** Told of every batch, one after the other. */
export type BatchVisitor = (batch: LookedBatch) => void;

/** A tap as it is for one image, or for a whole batch where it is a sum. */
export interface TapSpec {
  readonly name: string;
  readonly kind: "row" | "sum";
  readonly dtype: Dtype;
  readonly shape: Shape;
  /** Numbers. */
  readonly size: number;
}

/** More images at once are hardly any faster. */
const largestBatch = 100;
/** What a layer's output costs while gradients flow: itself, its gradient, and room to compute in. */
const copiesOfLayers = 4;

/** Below, batches are not made smaller for what a graph takes: much of it may be the same for any. Units: bytes */
const leastArena = 16 * 2 ** 20;

/** What a looker is made of. */
export interface LookerOptions {
  readonly network: Network;
  readonly numbers: NetworkNumbers;
  readonly backend: Backend;
  /** What batches may take. Units: bytes */
  readonly memory: number;
  readonly options: ProbeSettings<object>;
  /** What is to be known of a batch. */
  taps(site: ProbeSite<object>): Taps;
}

/** A network compiled for taps, batch by batch, with room for other parameters than its own. */
export class Looker {
  readonly #given: LookerOptions;
  readonly #states: States;
  #batchSize: number;
  readonly #compiled = new Map<string, Compiled>();
  #specs: readonly TapSpec[] | undefined;
  #hasOwnParameters = true;
  #peak = 0;

  constructor(given: LookerOptions) {
    const { network, numbers, backend, memory } = given;
    this.#given = given;
    this.#states = holdNetwork(numbers, backend);
    this.#batchSize = batchSizeFor(network, memory);
  }

  /** The most that graphs took, and what was kept of their results at a time. Units: bytes */
  get peakBytes(): number {
    return this.#peak;
  }

  /** Counts what is kept of results. */
  holds(bytes: number): void {
    const arenas = [...this.#compiled.values()].map(({ executable }) => executable.arenaBytes);
    this.#peak = Math.max(this.#peak, bytes + arenas.reduce((sum, own) => sum + own, 0));
  }

  /** What taps there are. */
  get specs(): readonly TapSpec[] {
    if (!this.#specs) {
      const { taps } = this.#describe(triedBatch);
      checkRows(taps);
      this.#specs = specsOf(taps);
    }
    return this.#specs;
  }

  /** How many images are shown. */
  countOf({ images }: Shown): number {
    return images.length / sizeOf(this.#given.network.inputShape);
  }

  /** Shows images batch by batch. The last batch is as large as what is left: nothing is made up to fill it. */
  visit(shown: Shown, visit: BatchVisitor): void {
    const { images, labels, inputs = {}, wanted } = shown;
    const size = sizeOf(this.#given.network.inputShape);
    const count = this.countOf(shown);
    this.#setParameters(shown.parameters);
    // Rows are checked before anything is run.
    void this.specs;
    const batchSize = this.#batchFor(count, wanted);
    for (const { from, to } of batchRanges(count, batchSize, "keep")) {
      const { executable, rowInputs, rows, sums } = this.#compile(to - from, wanted);
      this.holds(0);
      // Nothing is left of what was shown before.
      for (const values of Object.values(executable.inputs)) values.fill(0);
      fillImages(executable.inputs[imageInputs.images], images.subarray(from * size, to * size));
      if (labels) executable.inputs[imageInputs.labels]?.set(labels.subarray(from, to));
      for (const [name, values] of Object.entries(inputs)) {
        fillInput(executable, name, {
          values,
          rows: rowInputs.has(name) ? { from, to, count } : undefined,
        });
      }
      executable.run();
      visit({ from, to, rows: outputsOf(executable, rows), sums: outputsOf(executable, sums) });
    }
  }

  /** Frees native memory; what is looked at afterwards is compiled again. */
  dispose(): void {
    for (const { executable } of this.#compiled.values()) executable.dispose();
    this.#compiled.clear();
  }

  /** Who gives some may have changed the same array since the last time. */
  #setParameters(given: Float32Array | undefined): void {
    if (!given && this.#hasOwnParameters) return;
    this.#states.write("parameters", given ?? this.#given.numbers.parameters);
    this.#hasOwnParameters = !given;
  }

  #compile(batchSize: number, wanted: readonly string[] | undefined): Compiled {
    const key = keyOf(batchSize, wanted);
    const known = this.#compiled.get(key);
    if (known) return known;
    const { taps, rowInputs } = this.#describe(batchSize);
    const chosen = (all: Taps["rows"] = {}) =>
      Object.entries(all).filter(([name]) => wanted?.includes(name) ?? true);
    const [rows, sums] = [chosen(taps.rows), chosen(taps.sums)];
    const graph = makeGraph(Object.fromEntries([...rows, ...sums]));
    const compiled = {
      executable: this.#given.backend.compile(graph, this.#states),
      rowInputs,
      rows: rows.map(([name]) => name),
      sums: sums.map(([name]) => name),
    };
    this.#compiled.set(key, compiled);
    return compiled;
  }

  /** What taps need besides layers, such as second derivatives, shows only in what the graph takes. */
  #batchFor(count: number, wanted: readonly string[] | undefined): number {
    let size = Math.min(count, this.#batchSize);
    while (size > 1) {
      const { executable } = this.#compile(size, wanted);
      const share = Math.max(this.#given.memory, leastArena) / executable.arenaBytes;
      if (share >= 1) break;
      executable.dispose();
      this.#compiled.delete(keyOf(size, wanted));
      size = Math.max(1, Math.min(size - 1, Math.floor(size * share)));
      this.#batchSize = size;
    }
    return size;
  }

  #describe(batchSize: number) {
    const { network, options, taps } = this.#given;
    const { site, rowInputs } = makeSite(network, options, batchSize);
    return { taps: taps(site), rowInputs };
  }
}

function keyOf(batchSize: number, wanted: readonly string[] | undefined): string {
  return `${batchSize} ${wanted?.join(" ") ?? "all"}`;
}

interface Compiled {
  readonly executable: Executable;
  readonly rowInputs: ReadonlySet<string>;
  readonly rows: readonly string[];
  readonly sums: readonly string[];
}

function specsOf({ rows = {}, sums = {} }: Taps): TapSpec[] {
  const rowSpecs = Object.entries(rows).map(([name, { type }]) =>
    specOf("row", name, { ...type, shape: type.shape.slice(1) }),
  );
  return [
    ...rowSpecs,
    ...Object.entries(sums).map(([name, { type }]) => specOf("sum", name, type)),
  ];
}

/** How many images there is room for at once, whatever of the network's inside is kept. */
function batchSizeFor(network: Network, memory: number): number {
  const { layers } = describeNetwork(network);
  const numbers = layers.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const bytes = copiesOfLayers * numbers * Float32Array.BYTES_PER_ELEMENT;
  return Math.max(1, Math.min(largestBatch, Math.floor(memory / bytes)));
}

function specOf(kind: TapSpec["kind"], name: string, { dtype, shape }: TensorType): TapSpec {
  return { kind, name, dtype, shape, size: sizeOf(shape) };
}

/** As training and tests have them: bytes become fractions of 1 by one rounded product. */
const brightest = Math.fround(1 / 255);

function fillImages(out: NumberArray | undefined, images: Uint8Array | Float32Array): void {
  if (!out) return;
  if (images instanceof Float32Array) out.set(images);
  else for (let at = 0; at < images.length; at++) out[at] = images[at]! * brightest;
}

interface Filling {
  readonly values: ArrayLike<number>;
  /** Of an input of rows: which of them. */
  readonly rows: { readonly from: number; readonly to: number; readonly count: number } | undefined;
}

function fillInput({ inputs }: Executable, name: string, { values, rows }: Filling): void {
  const out = inputs[name];
  if (!out) return;
  if (!rows) {
    out.set(values);
    return;
  }
  const row = values.length / rows.count;
  for (let at = 0; at < out.length; at++) out[at] = values[rows.from * row + at]!;
}

function outputsOf({ outputs }: Executable, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, outputs[name]!]));
}
