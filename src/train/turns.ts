import { setImmediate } from "node:timers/promises";

/** Milliseconds that work may go on without timers, input and signals being looked at. */
const longestWait = 10;

/** Says when a loop that never waits has to let the rest of the program run: a progress bar, a Ctrl-C. */
export class Turns {
  #last = performance.now();

  get due(): boolean {
    return performance.now() - this.#last > longestWait;
  }

  async take(): Promise<void> {
    await setImmediate();
    this.#last = performance.now();
  }
}
