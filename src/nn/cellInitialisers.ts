import { type Initialiser, uniform, zeros } from "./initialisers.ts";
import { orthogonal } from "./orthogonal.ts";
import { xavier } from "./varianceScaling.ts";

/** What fills the parameters of a recurrent layer's cell. */
export interface CellStart {
  readonly inputWeight: Initialiser;
  readonly hiddenWeight: Initialiser;
  readonly inputBias: Initialiser;
  readonly hiddenBias: Initialiser;
}

/** How many numbers a cell reads at each step, how many it keeps, and how many gates stand between them. */
export interface CellSizes {
  readonly gates: number;
  readonly inputSize: number;
  readonly hiddenSize: number;
}

/** How a cell begins, by its sizes. */
export type CellInitialiser = (sizes: CellSizes) => CellStart;

/**
 * Uniform in ±1/√H, for weights and biases alike.
 *
 * @source PyTorch 1.13 documentation of torch.nn.LSTM
 */
export const pytorchCell: CellInitialiser = ({ hiddenSize }) => {
  const all = uniform(1 / Math.sqrt(hiddenSize));
  return { inputWeight: all, hiddenWeight: all, inputBias: all, hiddenBias: all };
};

/**
 * How an LSTM begins in Keras: input weights as Glorot's, all gates being one layer; hidden weights with orthogonal
 * columns, again over all gates; biases of 0, but of 1 for the forget gate. Keras has one bias for each gate: here it is
 * that of the input. The other begins with 0 and is trained as well, so that their sum takes steps twice as long.
 *
 * @source Keras documentation of LSTM: kernel_initializer, recurrent_initializer, unit_forget_bias
 */
export const kerasLstm: CellInitialiser = ({ gates, inputSize, hiddenSize }) => ({
  inputWeight: xavier()({ fanIn: inputSize, fanOut: gates * hiddenSize }).weight,
  hiddenWeight: orthogonal(),
  inputBias: (out) => {
    out.fill(0).fill(1, hiddenSize, 2 * hiddenSize);
  },
  hiddenBias: zeros,
});
