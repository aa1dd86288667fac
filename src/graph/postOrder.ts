import type { Node } from "./node.ts";

/**
 * The nodes that the roots need, each after the nodes it reads; of two roots, what the first needs comes first.
 * Unrolled recurrent networks are deeper than the call stack, so this keeps a stack of its own.
 */
export function postOrder(roots: Iterable<Node>): Node[] {
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
      const input = top.node.inputs[top.next++];
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
