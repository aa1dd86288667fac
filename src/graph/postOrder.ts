import type { Node } from "./node.ts";

/**
 * The nodes that the roots need, each after the nodes it reads. Of two roots, what the first needs comes first; of a
 * node's inputs, what the `first` of them to be made ready needs. Unrolled recurrent networks are deeper than the call
 * stack, so this keeps a stack of its own.
 */
export function postOrder(roots: Iterable<Node>, first: "first" | "last" = "first"): Node[] {
  const order: Node[] = [];
  const seen = new Set<Node>();
  const open: { readonly node: Node; next: number }[] = [];
  const enter = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    open.push({ node, next: 0 });
  };
  for (const root of roots) {
    enter(root);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const { inputs } = top.node;
      const input = first === "first" ? inputs[top.next] : inputs[inputs.length - 1 - top.next];
      top.next += 1;
      if (input) {
        enter(input.node);
      } else {
        order.push(top.node);
        open.pop();
      }
    }
  }
  return order;
}
