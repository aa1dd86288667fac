import { hostname } from "node:os";
import { processStart } from "../../src/core/processStart.ts";

/** What a process of this machine writes into a lock. */
export function lockText(id: number): string {
  return `${JSON.stringify({ process: id, host: hostname(), start: processStart(id) })}\n`;
}
