import { readFileSync } from "node:fs";

/**
 * A text that no other process of this machine has that ever gets the same number; empty where the system does not tell,
 * or there is no such process.
 *
 * @source Linux manual page proc(5): the 22nd field of /proc/<pid>/stat, in clock ticks since the machine started
 */
export function processStart(id: number): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    // The second field, the program's name, may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return `${boot} ${fields[19]}`;
  } catch {
    return "";
  }
}
