import type { NumberArray } from "../core/dtype.ts";
import { TrainingError } from "../core/errors.ts";
import { describeNetwork, type NetworkNumbers, splitVector } from "../nn/network.ts";
import { Trainer, type TrainerOptions } from "./trainer.ts";

/** How many steps may have to be repeated to find where numbers stopped being finite. */
const stepsBetweenSnapshots = 256;

/** The parameters and the optimiser's states before a step. */
interface Snapshot {
  readonly step: number;
  readonly values: Readonly<Record<string, NumberArray>>;
}

/**
 * Notices when training leaves the finite numbers and finds out where. The loss alone does not tell: it can stay finite
 * for a while, and once it is not, everything else is gone too. So the states are kept from time to time, and after an
 * accident the steps since then are repeated one by one, with every layer in sight.
 */
export class DivergenceWatch {
  readonly #options: TrainerOptions;
  readonly #stateNames: readonly string[];
  #snapshot: Snapshot = { step: 0, values: {} };

  constructor(options: TrainerOptions, stateNames: readonly string[]) {
    this.#options = options;
    this.#stateNames = stateNames;
  }

  /** The network as it was last kept, its parameters all finite. */
  get lastFinite(): NetworkNumbers | undefined {
    const { parameters, buffers = new Float32Array() } = this.#snapshot.values;
    return (
      parameters && {
        parameters: Float32Array.from(parameters),
        buffers: Float32Array.from(buffers),
      }
    );
  }

  /**
   * To be called before a step.
   *
   * @throws {TrainingError} when it is time to look and a parameter is not finite
   */
  before(step: number): void {
    if (step % stepsBetweenSnapshots !== 0) return;
    this.checkParameters(step);
    const values = this.#stateNames.map((name) => [name, this.#options.states.read(name)] as const);
    this.#snapshot = { step, values: Object.fromEntries(values) };
  }

  /**
   * To be called after a step.
   *
   * @throws {TrainingError} when the loss is not finite
   */
  after(step: number, loss: number): void {
    if (!Number.isFinite(loss)) throw this.#errorAfter(step);
  }

  /** @throws {TrainingError} when a parameter is not finite before `step` */
  checkParameters(step: number): void {
    if (nonFiniteParameter(this.#options)) throw this.#errorAfter(step - 1);
  }

  #errorAfter(last: number): TrainingError {
    const { network, learningRate } = this.#options;
    const trainer = new Trainer({ ...this.#options, withLayers: true });
    const { what, step } = this.#repeat(trainer, last);
    trainer.dispose();
    const place = `epoch ${trainer.epochOf(step)}, step ${(step % trainer.stepsPerEpoch) + 1} of ${trainer.stepsPerEpoch}`;
    return new TrainingError(
      `Cannot go on training "${network.name}": ${what} became NaN or infinite first, in ${place}, needs finite numbers; a learning rate below ${learningRate(step)} may help`,
    );
  }

  /** What was the first not to be finite, and in which step. */
  #repeat(trainer: Trainer, last: number): { readonly what: string; readonly step: number } {
    for (const [name, values] of Object.entries(this.#snapshot.values)) {
      this.#options.states.write(name, values);
    }
    for (let step = this.#snapshot.step; step <= last; step++) {
      trainer.step(step);
      const what = nonFiniteOutput(trainer.outputs) ?? nonFiniteParameter(this.#options);
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

function nonFiniteParameter({ network, states }: TrainerOptions): string | undefined {
  const vector = states.read("parameters");
  if (allFinite(vector)) return undefined;
  const { parameters } = describeNetwork(network);
  const name = [...splitVector(parameters, vector as Float32Array)].find(
    ([, values]) => !allFinite(values),
  )?.[0];
  return `parameter "${name}"`;
}

function allFinite(values: NumberArray): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}
