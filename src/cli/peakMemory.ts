import { readFileSync } from "node:fs";

/**
 * The most memory that this process has had resident. Linux keeps it for the program alone; `getrusage`, which stands in
 * elsewhere, may count what was before the program was started.
 *
 * Units: MiB
 */
export function peakMemoryMiB(): number {
  return (peakFromProc() ?? process.resourceUsage().maxRSS) / 1024;
}

/** Units: KiB */
function peakFromProc(): number | undefined {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
    return line ? Number(line[1]) : undefined;
  } catch {
    return undefined;
  }
}
