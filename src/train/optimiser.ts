import type { Update } from "../graph/graph.ts";
import type { Value } from "../graph/node.ts";

/** The parameter vector, dLoss/dParameters, and the size of the step. */
export interface OptimiserInputs {
  /** The state that holds all parameters. Shape: [P] */
  readonly parameters: Value;
  /** Shape: [P] */
  readonly gradient: Value;
  /** Shape: [] */
  readonly learningRate: Value;
}

/** A rule that turns a gradient into new parameters, as part of the graph. */
export interface Optimiser {
  readonly name: string;
  /** New values of the parameters and of the states that the rule keeps; states begin as zeros. */
  updates(inputs: OptimiserInputs): Update[];
}
