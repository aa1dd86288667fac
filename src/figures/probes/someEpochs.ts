import { someOf } from "./someOf.ts";

/** The epochs, each once and in order; of more than `most` the first, the last, and some about evenly between. */
export function someEpochs(epochs: readonly number[], most: number): readonly number[] {
  return someOf(
    [...new Set(epochs)].sort((a, b) => a - b),
    most,
  );
}
