/** A person ended what was going on. */
export class Interruption extends Error {
  override readonly name = "Interruption";
}

/**
 * Does work that can end in good order: the first Ctrl-C asks it to, by the signal; the second ends the program at once,
 * as if nobody listened.
 */
export async function interruptible<Result>(
  note: (line: string) => void,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const abort = () => {
    note("\nEnding after this step; Ctrl-C again ends at once");
    controller.abort(new Interruption("Interrupted"));
  };
  process.once("SIGINT", abort);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", abort);
  }
}
