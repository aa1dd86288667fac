import type { Network } from "../../nn/network.ts";

/**
 * Whether options are those that a checkpoint states. One that an older version wrote does not state what could not be chosen
 * then, and has what is usual now.
 *
 * @source own design
 */
export function hasOptions(options: Network["options"], stated: Network["options"]): boolean {
  return Object.entries(stated).every(([key, value]) => options[key] === value);
}
