import type { Shape } from "../core/shape.ts";
import type { Update } from "../graph/graph.ts";
import type { Value } from "../graph/node.ts";

/** A parameter's name, and where it stands in the vector of all. */
export interface ParameterPlace {
  readonly name: string;
  readonly shape: Shape;
  readonly offset: number;
}

/** The parameter vector, dLoss/dParameters, and the size of the step. */
export interface OptimiserInputs {
  /** The state that holds all parameters. Shape: [P] */
  readonly parameters: Value;
  /** Shape: [P] */
  readonly gradient: Value;
  /** Shape: [] */
  readonly learningRate: Value;
  /** What the vector consists of, in its order. */
  readonly places: readonly ParameterPlace[];
}

/** A rule that turns a gradient into new parameters, as part of the graph. */
export interface Optimiser {
  readonly name: string;
  /** New values of the parameters and of the states that the rule keeps; states begin as zeros. */
  updates(inputs: OptimiserInputs): Update[];
}
