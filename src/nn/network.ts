import type { ImageDtype } from "../core/dtype.ts";
import { ShapeError } from "../core/errors.ts";
import type { Normalisation } from "../core/normalisation.ts";
import { makeStream } from "../core/random.ts";
import { type Shape, sameShape, showShape, sizeOf } from "../core/shape.ts";
import { makeGraph, nodesOf, type Update } from "../graph/graph.ts";
import { inLayer } from "../graph/layer.ts";
import { type Node, shapeOf, type Value } from "../graph/node.ts";
import { concat } from "../ops/concat.ts";
import { input, state } from "../ops/leaves.ts";
import { slice } from "../ops/pad.ts";
import { reshape } from "../ops/reshape.ts";
import { type ReceptiveField, receptiveFields } from "./receptiveField.ts";
import {
  type BufferSpec,
  type Mode,
  makeScope,
  type ParameterSpec,
  type Scope,
  type ScopeRecord,
  type ScopeValues,
} from "./scope.ts";

/** What a network is called. */
export interface NetworkLabel {
  /** What it is asked for by, such as `lenet5`. */
  readonly name: string;
  /** What tables and reports call it. */
  readonly title: string;
}

/**
 * A classifier of images, described but not yet part of a graph.
 *
 * @source own design: all parameters lie in one vector, so that an optimiser's step is a few operations on whole
 * vectors and a checkpoint is one array
 */
export interface Network extends NetworkLabel {
  /** Where it was published. */
  readonly source: string;
  /** Of one example: [C, H, W], [T, C, H, W] for sequences of images, or [T, D] for sequences of numbers. */
  readonly inputShape: Shape;
  /** What the images that it reads are stored as; bytes, seen as fractions of 1, where nothing is said. */
  readonly inputDtype?: ImageDtype | undefined;
  readonly classes: number;
  /** Every option with the value it has here. */
  readonly options: Readonly<Record<string, string>>;
  /** What it does to images before anything else; nothing where it is left out. */
  readonly normalisation?: Normalisation | undefined;
  /**
   * Adds the network to the graph that x is part of and returns the logits.
   *
   * Shape: [N, …inputShape] -> [N, K]
   */
  build(x: Value, scope: Scope): Value;
}

/**
 * A named output inside a network: that of a layer, or a stage within one. Parameters and multiply-adds are counted from
 * the layers before up to this output.
 *
 * Shape: without the batch dimension
 * Units: `macs` in multiply-adds an image
 */
export interface LayerSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly parameterCount: number;
  readonly macs: number;
  /** Null where a unit sees all of the image. */
  readonly receptiveField: ReceptiveField | null;
}

/** What a network consists of. */
export interface NetworkDescription {
  readonly parameters: readonly ParameterSpec[];
  /** Numbers stored: the length of the parameter vector. */
  readonly parameterCount: number;
  /** Numbers trained: those stored less those that masks cut out. */
  readonly trainableCount: number;
  readonly buffers: readonly BufferSpec[];
  /** The length of the buffer vector. */
  readonly bufferCount: number;
  readonly layers: readonly LayerSpec[];
  /** All that can be looked at: the layers and the stages within them, first to last. */
  readonly outputs: readonly LayerSpec[];
}

/** A network as part of a graph. */
export interface NetworkInstance {
  readonly logits: Value;
  /** The named layers and the stages within them, first to last; the last is `logits`. */
  readonly layers: Readonly<Record<string, Value>>;
  /** Each parameter's part of the vector, in its order; what to differentiate by. */
  readonly parameters: readonly Value[];
  /** What a step of training does to the buffers; empty in eval mode and where nothing is updated. */
  readonly updates: readonly Update[];
}

/** The vectors that stand for a network's numbers in a graph, and how it behaves there. */
export interface NetworkMemory {
  /** Shape: [P] */
  readonly parameters: Value;
  /** Shape: [B]; a network without buffers does not look at it */
  readonly buffers: Value;
  readonly mode: Mode;
}

/** All numbers of a network that outlive a step. Shape: parameters [P], buffers [B] */
export interface NetworkNumbers {
  readonly parameters: Float32Array;
  readonly buffers: Float32Array;
}

const described = new WeakMap<Network, NetworkDescription>();

/** Parameters, buffers and layers of a network, found by building it once for a single example. */
export function describeNetwork(network: Network): NetworkDescription {
  const known = described.get(network) ?? describe(network);
  described.set(network, known);
  return known;
}

function describe(network: Network): NetworkDescription {
  const x = input("x", [1, ...network.inputShape]);
  const record = build(network, x, {
    mode: "eval",
    parameter: ({ name, shape }) => state(name, shape),
    buffer: ({ name, shape }) => state(name, shape),
  });
  const { parameters, buffers, stages } = record;
  const outputs = outputSpecs(record, x);
  return {
    parameters,
    parameterCount: countOf(parameters),
    trainableCount: parameters.reduce((count, spec) => count + trainableIn(spec), 0),
    buffers,
    bufferCount: countOf(buffers),
    layers: outputs.filter(({ name }) => !stages.has(name)),
    outputs,
  };
}

/** What leads to a stage counts for the layer too that the stage lies in. */
function outputSpecs({ layers, stages, values }: ScopeRecord, x: Value): LayerSpec[] {
  const sizes = new Map(values.map(({ node, type }) => [node, sizeOf(type.shape)]));
  const fields = receptiveFields(layers, x);
  const counted = new Set<Node>();
  return Object.entries(layers).map(([name, value]) => {
    const own = nodesOf(makeGraph({ [name]: value })).filter((node) => !counted.has(node));
    if (!stages.has(name)) for (const node of own) counted.add(node);
    const parameterCount = own.reduce((total, node) => total + (sizes.get(node) ?? 0), 0);
    const macs = own.reduce((total, node) => total + macsOf(node), 0);
    const receptiveField = fields[name]!;
    return { name, shape: shapeOf(value).slice(1), parameterCount, macs, receptiveField };
  });
}

/**
 * Adds a network to a graph, its parameters and buffers being parts of one vector each.
 *
 * Shape: x [N, …inputShape] -> logits [N, K]
 * @throws {ShapeError} when x or the vectors do not fit the network
 */
export function instantiate(network: Network, x: Value, memory: NetworkMemory): NetworkInstance {
  checkShapes(network, x, memory);
  const partOf = (vector: Value) => (spec: Place) =>
    reshape(slice(vector, [spec.offset], [sizeOf(spec.shape)]), spec.shape);
  const record = build(network, x, {
    mode: memory.mode,
    parameter: partOf(memory.parameters),
    buffer: partOf(memory.buffers),
  });
  const { layers, values } = record;
  const updates = bufferUpdates(record, memory);
  return { logits: layers.logits!, layers, parameters: values, updates };
}

/** One new vector for all buffers, where a step changes any. */
function bufferUpdates(
  { buffers, nextBuffers, bufferValues }: ScopeRecord,
  memory: NetworkMemory,
): Update[] {
  if (nextBuffers.every((next, index) => next === bufferValues[index])) return [];
  const parts = nextBuffers.map((next, index) => reshape(next, [sizeOf(buffers[index]!.shape)]));
  return [{ state: memory.buffers, value: concat(parts) }];
}

/**
 * The parameter vector before training; each parameter draws from a stream of its own, `init/<name>`.
 *
 * Shape: [P]
 */
export function initialParameters(network: Network, seed: number): Float32Array {
  const { parameters, parameterCount } = describeNetwork(network);
  const vector = new Float32Array(parameterCount);
  const parts = splitVector(parameters, vector);
  for (const { name, shape, initialiser, mask } of parameters) {
    const part = parts.get(name)!;
    initialiser(part, makeStream(seed, `init/${name}`), shape);
    mask?.forEach((kept, i) => {
      if (kept === 0) part[i] = 0;
    });
  }
  return vector;
}

/**
 * The buffer vector before training.
 *
 * Shape: [B]
 */
export function initialBuffers(network: Network): Float32Array {
  const { buffers, bufferCount } = describeNetwork(network);
  const vector = new Float32Array(bufferCount);
  const parts = splitVector(buffers, vector);
  for (const { name, initialValue } of buffers) parts.get(name)!.fill(initialValue);
  return vector;
}

/** What a network consists of before training; see `initialParameters` and `initialBuffers`. */
export function initialNumbers(network: Network, seed: number): NetworkNumbers {
  return { parameters: initialParameters(network, seed), buffers: initialBuffers(network) };
}

/**
 * Each parameter's or buffer's part of a vector, by name; they share its memory.
 *
 * Shape: [P] -> each parameter's elements, row by row
 */
export function splitVector(
  places: readonly Place[],
  vector: Float32Array,
): Map<string, Float32Array> {
  return new Map(
    places.map(({ name, shape, offset }) => [
      name,
      vector.subarray(offset, offset + sizeOf(shape)),
    ]),
  );
}

/** What a parameter and a buffer have in common. */
type Place = Pick<ParameterSpec, "name" | "shape" | "offset">;

function build(network: Network, x: Value, values: ScopeValues): ScopeRecord {
  const record = makeScope(values);
  inLayer(network.name, () => record.scope.tap("logits", network.build(x, record.scope)));
  return record;
}

function checkShapes(network: Network, x: Value, { parameters, buffers }: NetworkMemory): void {
  const [batchSize, ...example] = shapeOf(x);
  if (!sameShape(example, network.inputShape)) {
    throw new ShapeError(
      `Cannot build "${network.name}": x is ${showShape(shapeOf(x))}, needs ${showShape([batchSize ?? 1, ...network.inputShape])}`,
    );
  }
  const { parameterCount, bufferCount } = describeNetwork(network);
  checkVector(network, "parameters", { vector: parameters, needed: parameterCount });
  if (bufferCount > 0) checkVector(network, "buffers", { vector: buffers, needed: bufferCount });
}

function checkVector(
  network: Network,
  what: string,
  { vector, needed }: { readonly vector: Value; readonly needed: number },
): void {
  if (!sameShape(shapeOf(vector), [needed])) {
    throw new ShapeError(
      `Cannot build "${network.name}": ${what} are ${showShape(shapeOf(vector))}, needs [${needed}]`,
    );
  }
}

function countOf(places: readonly Place[]): number {
  return places.reduce((count, { shape }) => count + sizeOf(shape), 0);
}

function trainableIn({ mask, shape }: ParameterSpec): number {
  return mask ? mask.filter((kept) => kept !== 0).length : sizeOf(shape);
}

function macsOf({ op, inputs, outputs, attrs }: Node): number {
  return op.macs(
    inputs.map((value) => value.type),
    outputs,
    attrs,
  );
}
