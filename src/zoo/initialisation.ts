import { type CellInitialiser, kerasLstm, pytorchCell } from "../nn/cellInitialisers.ts";
import { type LayerInitialiser, pytorchDefault } from "../nn/initialisers.ts";
import { xavier } from "../nn/varianceScaling.ts";

/** The row of libraries whose default a network may begin with, where its source does not say how it began. */
export const initialisationChoice = ["pytorch", "keras"] as const;

/** Whose default it is. */
export type Initialisation = (typeof initialisationChoice)[number];

/** How each kind of layer begins. */
export interface NetworkStart {
  /** Of convolutions and full connections. */
  readonly layer: LayerInitialiser;
  readonly lstm: CellInitialiser;
}

/**
 * What a library's layers begin with where one asks for nothing.
 *
 * @source PyTorch 1.13 documentation of Linear, Conv2d and LSTM; Keras documentation of Dense, Conv2D and LSTM
 */
export const startsOf: Readonly<Record<Initialisation, NetworkStart>> = {
  pytorch: { layer: pytorchDefault, lstm: pytorchCell },
  keras: { layer: xavier(), lstm: kerasLstm },
};
