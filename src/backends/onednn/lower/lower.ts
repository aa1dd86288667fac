import type { Node } from "../../../graph/node.ts";
import type { Lowering } from "../lowering.ts";

/** Writes the steps that compute a node; false where oneDNN has no primitive, so that a plain loop takes over. */
export type Lower<Attrs> = (context: Lowering, node: Node<Attrs>) => boolean;
