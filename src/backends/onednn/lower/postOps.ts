import type { FusedActivation } from "../../../ops/activation.ts";
import type { PostOp } from "../attributes.ts";
import { algorithm } from "../constants.ts";

/** The activation as something to be applied before a result is written. */
export function postOpsOf(activation: FusedActivation): PostOp[] {
  return activation === "none" ? [] : [{ kind: "eltwise", algorithm: algorithm[activation] }];
}
