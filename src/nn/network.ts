import { ShapeError } from "../core/errors.ts";
import { makeStream } from "../core/random.ts";
import { type Shape, sameShape, showShape, sizeOf } from "../core/shape.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { type Node, shapeOf, type Value } from "../graph/node.ts";
import { input, state } from "../ops/leaves.ts";
import { slice } from "../ops/pad.ts";
import { reshape } from "../ops/reshape.ts";
import { makeScope, type ParameterSpec, type Scope } from "./scope.ts";

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
  readonly inputShape: readonly [channels: number, height: number, width: number];
  readonly classes: number;
  /** Every option with the value it has here. */
  readonly options: Readonly<Record<string, string>>;
  /**
   * Adds the network to the graph that x is part of and returns the logits.
   *
   * Shape: [N, C, H, W] -> [N, K]
   */
  build(x: Value, scope: Scope): Value;
}

/**
 * A named output inside a network.
 *
 * Shape: without the batch dimension
 * Units: `macs` in multiply-adds an image, counted from the layers before up to this one
 */
export interface LayerSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly macs: number;
}

/** What a network consists of. */
export interface NetworkDescription {
  readonly parameters: readonly ParameterSpec[];
  /** Numbers stored: the length of the parameter vector. */
  readonly parameterCount: number;
  /** Numbers trained: those stored less those that masks cut out. */
  readonly trainableCount: number;
  readonly layers: readonly LayerSpec[];
}

/** A network as part of a graph. */
export interface NetworkInstance {
  readonly logits: Value;
  /** The named layers, first to last; the last is `logits`. */
  readonly layers: Readonly<Record<string, Value>>;
  /** Each parameter's part of the vector, in its order; what to differentiate by. */
  readonly parameters: readonly Value[];
}

/** Parameters and layers of a network, found by building it once for a single image. */
export function describeNetwork(network: Network): NetworkDescription {
  const x = input("x", [1, ...network.inputShape]);
  const { parameters, layers } = build(network, x, ({ name, shape }) => state(name, shape));
  const counted = new Set<Node>();
  return {
    parameters,
    parameterCount: parameters.reduce((count, { shape }) => count + sizeOf(shape), 0),
    trainableCount: parameters.reduce((count, spec) => count + trainableIn(spec), 0),
    layers: Object.entries(layers).map(([name, value]) => {
      const own = nodesOf(makeGraph({ [name]: value })).filter((node) => !counted.has(node));
      for (const node of own) counted.add(node);
      const macs = own.reduce((total, node) => total + macsOf(node), 0);
      return { name, shape: shapeOf(value).slice(1), macs };
    }),
  };
}

/**
 * Adds a network to a graph, its parameters being parts of one vector.
 *
 * Shape: x [N, C, H, W], parameters [P] -> logits [N, K]
 * @throws {ShapeError} when x or the vector do not fit the network
 */
export function instantiate(network: Network, x: Value, parameters: Value): NetworkInstance {
  checkShapes(network, x, parameters);
  const { layers, values } = build(network, x, ({ shape, offset }) =>
    reshape(slice(parameters, [offset], [sizeOf(shape)]), shape),
  );
  return { logits: layers.logits!, layers, parameters: values };
}

/**
 * The parameter vector before training; each parameter draws from a stream of its own, `init/<name>`.
 *
 * Shape: [P]
 */
export function initialParameters(network: Network, seed: number): Float32Array {
  const { parameters, parameterCount } = describeNetwork(network);
  const vector = new Float32Array(parameterCount);
  const parts = splitParameters(parameters, vector);
  for (const { name, initialiser, mask } of parameters) {
    const part = parts.get(name)!;
    initialiser(part, makeStream(seed, `init/${name}`));
    mask?.forEach((kept, i) => {
      if (kept === 0) part[i] = 0;
    });
  }
  return vector;
}

/**
 * Each parameter's part of a vector, by name; they share its memory.
 *
 * Shape: [P] -> each parameter's elements, row by row
 */
export function splitParameters(
  parameters: readonly ParameterSpec[],
  vector: Float32Array,
): Map<string, Float32Array> {
  return new Map(
    parameters.map(({ name, shape, offset }) => [
      name,
      vector.subarray(offset, offset + sizeOf(shape)),
    ]),
  );
}

function build(network: Network, x: Value, valueFor: (spec: ParameterSpec) => Value) {
  const record = makeScope(valueFor);
  record.scope.tap("logits", network.build(x, record.scope));
  return record;
}

function checkShapes(network: Network, x: Value, parameters: Value): void {
  const [batchSize, ...image] = shapeOf(x);
  if (!sameShape(image, network.inputShape)) {
    throw new ShapeError(
      `Cannot build "${network.name}": x is ${showShape(shapeOf(x))}, needs ${showShape([batchSize ?? 1, ...network.inputShape])}`,
    );
  }
  const { parameterCount } = describeNetwork(network);
  if (!sameShape(shapeOf(parameters), [parameterCount])) {
    throw new ShapeError(
      `Cannot build "${network.name}": parameters are ${showShape(shapeOf(parameters))}, needs [${parameterCount}]`,
    );
  }
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
