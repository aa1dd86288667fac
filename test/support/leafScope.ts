import { type Mode, makeScope, type ScopeRecord } from "../../src/nn/scope.ts";
import { state } from "../../src/ops/leaves.ts";

/** A scope whose parameters and buffers are states of their own names. */
export function leafScope(mode: Mode = "train"): ScopeRecord {
  return makeScope({
    mode,
    parameter: ({ name, shape }) => state(name, shape),
    buffer: ({ name, shape }) => state(name, shape),
  });
}
