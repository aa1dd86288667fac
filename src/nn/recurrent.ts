import { ShapeError } from "../core/errors.ts";
import { type Shape, sameShape, showShape } from "../core/shape.ts";
import { inLayer } from "../graph/layer.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { concat } from "../ops/concat.ts";
import { zeros } from "../ops/leaves.ts";
import { slice } from "../ops/pad.ts";
import { reshape } from "../ops/reshape.ts";
import { transpose } from "../ops/transpose.ts";
import { type CellInitialiser, type CellSizes, pytorchCell } from "./cellInitialisers.ts";
import type { Initialiser } from "./initialisers.ts";
import type { Scope } from "./scope.ts";

/** What a cell hands on from step to step. Shape: each [N, H] */
export interface State {
  readonly hidden: Value;
}

export interface RecurrentOptions<S extends State = State> {
  readonly hiddenSize: number;
  /** Layers on top of each other: each reads the hidden states of the one below. */
  readonly layers?: number;
  /** Whether each layer has a second cell, which reads the sequence from its end. */
  readonly bidirectional?: boolean;
  /** What the cells start from, in the order of `last`; zeros by default. */
  readonly initialStates?: readonly S[];
  /** How each cell's parameters begin; as in PyTorch by default. */
  readonly initialiser?: CellInitialiser;
}

/** What a recurrent layer gives; D is 2 where it is bidirectional, else 1. */
export interface Recurrence<S extends State = State> {
  /** The last layer's hidden state after each step. Shape: T times [N, D·H] */
  readonly steps: readonly Value[];
  /** The same as one value. Shape: [N, T, D·H] */
  readonly outputs: Value;
  /** What each cell ends with: layer by layer, forward before backward. */
  readonly last: readonly S[];
}

/** The trained arrays of one cell, the rows of its G gates below each other. */
export interface CellParameters {
  /** Shape: [G·H, I] */
  readonly inputWeight: Value;
  /** Shape: [G·H, H] */
  readonly hiddenWeight: Value;
  /** Shape: [G·H] */
  readonly inputBias: Value;
  /** Shape: [G·H] */
  readonly hiddenBias: Value;
}

/** From one state to the next; `now` takes this step's rows from a value that holds the rows of all steps. */
export type Step<S extends State> = (state: S, now: (all: Value) => Value) => S;

/** What makes one recurrent layer differ from another. */
export interface Cell<S extends State> {
  readonly gates: number;
  /** The state that holds the same value in all its places. */
  filledWith(value: Value): S;
  /**
   * Computes for all steps at once what does not depend on the state.
   *
   * Shape: inputs [T·N, I], step after step
   */
  prepare(inputs: Value, parameters: CellParameters): Step<S>;
}

/**
 * Cells unrolled over the steps of a sequence. Inside, the sequence lies step after step, so that the part of one step
 * is no copy. Names and layouts of the parameters are PyTorch's: `weight_ih_l0` and so on, with `_reverse` for the cell
 * that reads from the end.
 *
 * Shape: x [N, T, I] -> steps T × [N, D·H], outputs [N, T, D·H]
 * @throws {ShapeError} when x has another rank or no steps, or an initial state does not fit
 * @source PyTorch 1.13 documentation of torch.nn.RNN
 */
export function recurrent<S extends State>(
  x: Value,
  scope: Scope,
  options: RecurrentOptions<S> & { readonly cell: Cell<S> },
): Recurrence<S> {
  const build = () => unroll(x, scope, options);
  return scope.path === "" ? build() : inLayer(scope.path, build);
}

function unroll<S extends State>(
  x: Value,
  scope: Scope,
  options: RecurrentOptions<S> & { readonly cell: Cell<S> },
): Recurrence<S> {
  const { cell, hiddenSize, layers = 1, bidirectional = false } = options;
  const { initialiser = pytorchCell } = options;
  const [batchSize, length] = checkSequence(x);
  const directions = bidirectional ? (["", "_reverse"] as const) : ([""] as const);
  const count = layers * directions.length;
  const starts =
    options.initialStates ??
    new Array<S>(count).fill(cell.filledWith(zeros([batchSize, hiddenSize])));
  checkStates(starts, [batchSize, hiddenSize], count);
  const last: S[] = [];
  let steps: Value[] = [];
  let inputs = stepAfterStep(x); //                                          [T·N, I]
  for (let layer = 0; layer < layers; layer++) {
    const runs = directions.map((suffix, direction) => {
      const parameters = parametersOf(`_l${layer}${suffix}`, scope, {
        gates: cell.gates,
        inputSize: shapeOf(inputs)[1]!,
        hiddenSize,
        initialiser,
      });
      const start = starts[last.length + direction]!;
      return run(cell.prepare(inputs, parameters), start, { length, fromEnd: suffix !== "" });
    });
    last.push(...runs.map((own) => own.last));
    steps = Array.from({ length }, (_, at) =>
      concat(
        runs.map(({ hidden }) => hidden[at]!),
        1,
      ),
    );
    inputs = concat(steps); //                                               [T·N, D·H]
  }
  const width = directions.length * hiddenSize;
  const outputs = transpose(reshape(inputs, [length, batchSize, width]), [1, 0, 2]);
  return { steps, outputs, last };
}

/** One cell's way through the sequence. */
function run<S extends State>(
  step: Step<S>,
  start: S,
  { length, fromEnd }: { readonly length: number; readonly fromEnd: boolean },
): { readonly hidden: readonly Value[]; readonly last: S } {
  const hidden: Value[] = [];
  let state = start;
  for (let count = 0; count < length; count++) {
    const at = fromEnd ? length - 1 - count : count;
    state = step(state, (all) => {
      const [rows, columns] = shapeOf(all);
      const batchSize = rows! / length;
      return slice(all, [at * batchSize, 0], [batchSize, columns!]);
    });
    hidden[at] = state.hidden;
  }
  return { hidden, last: state };
}

function parametersOf(
  suffix: string,
  scope: Scope,
  { initialiser, ...sizes }: CellSizes & { readonly initialiser: CellInitialiser },
): CellParameters {
  const rows = sizes.gates * sizes.hiddenSize;
  const start = initialiser(sizes);
  const trained = (name: string, shape: Shape, own: Initialiser) =>
    scope.parameter(name + suffix, { shape, initialiser: own });
  return {
    inputWeight: trained("weight_ih", [rows, sizes.inputSize], start.inputWeight),
    hiddenWeight: trained("weight_hh", [rows, sizes.hiddenSize], start.hiddenWeight),
    inputBias: trained("bias_ih", [rows], start.inputBias),
    hiddenBias: trained("bias_hh", [rows], start.hiddenBias),
  };
}

/** Shape: [N, T, I] -> [T·N, I] */
function stepAfterStep(x: Value): Value {
  const [batchSize, length, inputSize] = shapeOf(x);
  return reshape(transpose(x, [1, 0, 2]), [length! * batchSize!, inputSize!]);
}

function checkSequence(x: Value): readonly [batchSize: number, length: number] {
  const [batchSize, length, inputSize, ...more] = shapeOf(x);
  if (!length || inputSize === undefined || more.length > 0) {
    throw new ShapeError(
      `Cannot unroll: x is ${showShape(shapeOf(x))}, needs [N, T, I] with at least one step`,
    );
  }
  return [batchSize!, length];
}

function checkStates(states: readonly State[], shape: Shape, count: number): void {
  if (states.length !== count) {
    throw new ShapeError(
      `Cannot unroll: ${states.length} initial states, needs ${count}, one for each cell`,
    );
  }
  for (const value of states.flatMap((state) => Object.values<Value>({ ...state }))) {
    if (!sameShape(shapeOf(value), shape)) {
      throw new ShapeError(
        `Cannot unroll: an initial state is ${showShape(shapeOf(value))}, needs ${showShape(shape)}`,
      );
    }
  }
}
