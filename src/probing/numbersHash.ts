import { createHash } from "node:crypto";
import type { NetworkNumbers } from "../nn/network.ts";

/** SHA-256 of all numbers of a network, four bytes each, the lowest first, in hexadecimal digits. */
export function numbersHash({ parameters, buffers }: NetworkNumbers): string {
  return createHash("sha256").update(parameters).update(buffers).digest("hex");
}
