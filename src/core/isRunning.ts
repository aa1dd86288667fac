import { codeOf } from "./codeOf.ts";

/** Whether a process with this id is running, be it somebody else's. */
export function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
