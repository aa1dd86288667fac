import { GraphError } from "../core/errors.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { inLayer } from "../graph/layer.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { describeNetwork, type Network, type NetworkNumbers, splitVector } from "../nn/network.ts";
import { makeScope } from "../nn/scope.ts";
import { input, state } from "../ops/leaves.ts";
import { OnnxBuilder } from "./builder.ts";
import { exportNode, type NodePair } from "./exportNode.ts";
import { extentsOf, probedBatchSizes } from "./extents.ts";
import type { OnnxModel } from "./model.ts";
import { neededFor } from "./neededFor.ts";

/** The set of operators that files are written in: the first that has layer normalisation. */
const opset = 17;

/** Numbers that a file has room for: Protocol Buffers end at 2 GiB, and the nodes take some of it. */
const mostNumbers = 2 ** 29 - 2 ** 22;

/** The names of what goes in and of what comes out. */
const ends = { images: "images", logits: "logits" } as const;

/**
 * A network that answers, in ONNX, for any batch size. Every operation becomes what ONNX has for it; nothing is fused
 * or folded, so that the file shows the network as it was described, and parameters and buffers keep their names.
 *
 * Shape: images [N, …inputShape], as floats in the range of the training's -> logits [N, K]
 * @param version - of the program that writes
 * @throws {GraphError} when an operation has no counterpart in ONNX, or the numbers would exceed 2 GiB
 */
export function exportNetwork(
  network: Network,
  numbers: NetworkNumbers,
  version: string,
): OnnxModel {
  checkSize(network);
  const [logits, logitsOfLarger] = probedBatchSizes.map((batchSize) =>
    logitsOf(network, batchSize),
  ) as [Value, Value];
  const builder = new OnnxBuilder(Object.values(ends), ends.images);
  const context = { builder, names: new Map(), numbers: partsOf(network, numbers) };
  for (const pair of pairsOf(network, logits, logitsOfLarger)) exportNode(pair, context);
  return {
    opset,
    name: network.name,
    producer: { name: "learnscope", version },
    metadata: {
      network: network.name,
      options: JSON.stringify(network.options),
      learnscope: version,
    },
    ...neededFor(context.names.get(logits.node)!, { ...builder, as: ends.logits }),
    inputs: [
      { name: ends.images, type: "float", shape: [{ timesBatch: 1 }, ...network.inputShape] },
    ],
    outputs: [
      {
        name: ends.logits,
        type: "float",
        shape: extentsOf(shapeOf(logits), shapeOf(logitsOfLarger)),
      },
    ],
  };
}

function checkSize(network: Network): void {
  const { parameterCount, bufferCount } = describeNetwork(network);
  const count = parameterCount + bufferCount;
  if (count > mostNumbers) {
    throw new GraphError(
      `Cannot export "${network.name}" to ONNX: it has ${count} numbers, a file has room for ${mostNumbers}`,
    );
  }
}

/** The network's logits for a batch, its parameters and buffers being states of their own names. */
function logitsOf(network: Network, batchSize: number): Value {
  const images = input(ends.images, [batchSize, ...network.inputShape]);
  const { scope } = makeScope({
    mode: "eval",
    parameter: ({ name, shape }) => state(name, shape),
    buffer: ({ name, shape }) => state(name, shape),
  });
  return inLayer(network.name, () => network.build(images, scope));
}

/** Each node with its twin for the larger batch. */
function pairsOf(network: Network, logits: Value, logitsOfLarger: Value): NodePair[] {
  const nodes = nodesOf(makeGraph({ logits }));
  const largerNodes = nodesOf(makeGraph({ logits: logitsOfLarger }));
  const isSame =
    nodes.length === largerNodes.length &&
    nodes.every((node, index) => node.op === largerNodes[index]!.op);
  if (!isSame) {
    const [few, more] = probedBatchSizes;
    throw new GraphError(
      `Cannot export "${network.name}" to ONNX: for a batch of ${more} it has other operations than for ${few}, needs the same for all`,
    );
  }
  return nodes.map((node, index) => ({ node, larger: largerNodes[index]! }));
}

function partsOf(network: Network, numbers: NetworkNumbers): Map<string, Float32Array> {
  const { parameters, buffers } = describeNetwork(network);
  return new Map([
    ...splitVector(parameters, numbers.parameters),
    ...splitVector(buffers, numbers.buffers),
  ]);
}
