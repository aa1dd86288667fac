/** A person ended what was going on. */
export class Interruption extends Error {
  override readonly name = "Interruption";
}

/** What asks a program to end: a person, the system, or the end of the process that began it. */
const requests = ["SIGINT", "SIGTERM", "disconnect"] as const;

/**
 * Does work that can end in good order: the first Ctrl-C, or SIGTERM, asks it to, by the signal; the second ends the
 * program at once, as if nobody listened.
 */
export async function interruptible<Result>(
  note: (line: string) => void,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const abort = () => {
    for (const request of requests) process.off(request, abort);
    note("\nEnding after this step; Ctrl-C again ends at once");
    controller.abort(new Interruption("Interrupted"));
  };
  for (const request of requests) process.on(request, abort);
  // The process that began this one may have ended before anybody listened.
  if (process.connected === false) abort();
  try {
    return await work(controller.signal);
  } finally {
    for (const request of requests) process.off(request, abort);
  }
}
