import { GraphError } from "../core/errors.ts";
import { type Graph, nodesOf, sameType, showType } from "./graph.ts";

/**
 * Infers every node's types again and compares them with what the node says: what a pass may not break.
 *
 * @throws {GraphError} when a node's recorded types differ from its shape rule
 */
export function verifyGraph(graph: Graph): void {
  for (const node of nodesOf(graph)) {
    const types = node.op.infer(
      node.inputs.map((input) => input.type),
      node.attrs,
    );
    const agrees =
      types.length === node.outputs.length &&
      types.every((type, index) => sameType(type, node.outputs[index]!));
    if (!agrees) {
      throw new GraphError(
        `Cannot accept node "${node.op.name}": it says ${node.outputs.map(showType).join(", ")}, its shape rule gives ${types.map(showType).join(", ")}`,
      );
    }
    for (const input of node.inputs) {
      if (!sameType(input.type, input.node.outputs[input.index]!)) {
        throw new GraphError(
          `Cannot accept an input of "${node.op.name}": it says ${showType(input.type)}, its node gives ${showType(input.node.outputs[input.index]!)}`,
        );
      }
    }
  }
}
