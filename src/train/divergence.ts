import type { NumberArray } from "../core/dtype.ts";
import { TrainingError } from "../core/errors.ts";
import { describeNetwork, splitVector } from "../nn/network.ts";
import { Trainer, type TrainerOptions } from "./trainer.ts";
import { readStates, type TrainingPoint, writeStates } from "./trainingPoint.ts";

/** How many steps may have to be repeated to find where numbers stopped being finite. */
const stepsBetweenSnapshots = 256;

/** All states before a step: the network's numbers and what the optimiser keeps. */
interface Snapshot {
  readonly step: number;
  readonly values: TrainingPoint["states"];
}

/**
 * Notices when training leaves the finite numbers and finds out where. The loss alone does not tell: it can stay finite
 * for a while, and once it is not, everything else is gone too. So the states are kept from time to time, and after an
 * accident the steps since then are repeated one by one, with every layer in sight.
 */
export class DivergenceWatch {
  readonly #options: TrainerOptions;
  readonly #stateNames: readonly string[];
  #snapshot: Snapshot | undefined;

  constructor(options: TrainerOptions, stateNames: readonly string[]) {
    this.#options = options;
    this.#stateNames = stateNames;
  }

  /**
   * To be called before a step.
   *
   * @throws {TrainingError} when it is time to look and a parameter or buffer is not finite
   */
  before(step: number): void {
    if (this.#snapshot && step % stepsBetweenSnapshots !== 0) return;
    this.checkNumbers(step);
    this.#snapshot = { step, values: readStates(this.#options.states, this.#stateNames) };
  }

  /**
   * To be called after a step.
   *
   * @throws {TrainingError} when the loss is not finite
   */
  after(step: number, loss: number): void {
    if (!Number.isFinite(loss)) throw this.#errorAfter(step);
  }

  /** @throws {TrainingError} when a parameter or buffer is not finite before `step` */
  checkNumbers(step: number): void {
    if (nonFiniteNumber(this.#options)) throw this.#errorAfter(step - 1);
  }

  #errorAfter(last: number): TrainingError {
    const { network, learningRate } = this.#options;
    const trainer = new Trainer({ ...this.#options, feed: undefined, withLayers: true });
    const { what, step } = this.#repeat(trainer, last);
    trainer.dispose();
    const place = `epoch ${trainer.epochOf(step)}, step ${(step % trainer.stepsPerEpoch) + 1} of ${trainer.stepsPerEpoch}`;
    return new TrainingError(
      `Cannot go on training "${network.name}": ${what} became NaN or infinite first, in ${place}, needs finite numbers; a learning rate below ${learningRate(step)} may help`,
    );
  }

  /** What was the first not to be finite, and in which step. */
  #repeat(trainer: Trainer, last: number): { readonly what: string; readonly step: number } {
    const { step: first, values } = this.#snapshot!;
    writeStates(this.#options.states, values);
    for (let step = first; step <= last; step++) {
      trainer.step(step);
      const what = nonFiniteOutput(trainer.outputs) ?? nonFiniteNumber(this.#options);
      if (what) return { what, step };
    }
    return { what: "the loss", step: last };
  }
}

/** Layers stand before the loss, so the first that is found is the first that was computed. */
function nonFiniteOutput(outputs: Trainer["outputs"]): string | undefined {
  const name = Object.keys(outputs).find((name) => !allFinite(outputs[name]!));
  return name?.replace(/^layer\/(.*)/, 'layer "$1"').replace(/^loss$/, "the loss");
}

function nonFiniteNumber({ network, states }: TrainerOptions): string | undefined {
  const { parameters, buffers } = describeNetwork(network);
  for (const [kind, places] of [["parameter", parameters] as const, ["buffer", buffers] as const]) {
    if (!states.has(`${kind}s`)) continue;
    const vector = states.read(`${kind}s`) as Float32Array;
    if (allFinite(vector)) continue;
    const name = [...splitVector(places, vector)].find(([, values]) => !allFinite(values))?.[0];
    return `${kind} "${name}"`;
  }
  return undefined;
}

function allFinite(values: NumberArray): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}
