import { readFileSync } from "node:fs";

/** States of a process that is only waiting for its parent to take notice. */
const hasEnded = ["Z", "X", "x"];

/**
 * A text that no other process of this machine has that ever gets the same number; empty where the system does not tell,
 * or the process has ended.
 *
 * @source Linux manual page proc(5): the 3rd and the 22nd field of /proc/<pid>/stat, state and start
 */
export function processStart(id: number): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    // The second field, the program's name, may hold spaces and brackets.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return hasEnded.includes(state!) ? "" : `${boot} ${fields[18]}`;
  } catch {
    return "";
  }
}
