import { setImmediate } from "node:timers/promises";
import { isDue } from "../../probing/cadence.ts";
import { StorageError } from "../../storage/storageError.ts";
import type { KeptPoint } from "../../train/trainingPoint.ts";
import { type AskedNetwork, type AskingRun, askedNetwork, askNetwork } from "./askNetwork.ts";
import { failureReason } from "./failureReason.ts";
import type { PlannedProbe } from "./planProbes.ts";
import { removeMeasurementsAfter } from "./probeFolders.ts";
import { writeGap } from "./probeGaps.ts";
import { untrainedNetworks } from "./untrainedNetworks.ts";

export interface ProbeTrainingOptions {
  readonly probes: readonly PlannedProbe[];
  readonly run: AskingRun;
  readonly epochs: number;
  /** Seconds of probes for each second of training; 0 for any. */
  readonly budget: number;
  readonly learningRateAt: (epoch: number) => number;
  readonly note: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** Told before a probe is asked. */
  readonly onProbe?: ((probe: string) => void) | undefined;
}

/** Of what an epoch earns: a probe that takes less is asked whatever the others took. */
const nothing = 0.05;

/** A probe that could not be measured in a training. */
export interface ProbeFailure {
  readonly probe: string;
  /** Null where it was asked of a network that has learned nothing, beside the training's. */
  readonly epoch: number | null;
  readonly reason: string;
}

/** What failed and when, as people are told: `cka failed after epoch 4`. */
export function failureText({ probe, epoch }: ProbeFailure): string {
  const when = epoch === null ? "on a network that has learned nothing" : `after epoch ${epoch}`;
  return `${probe} failed ${when}`;
}

/**
 * Asks the probes of a training at the epochs at which they are due. The first and the last epoch are always asked about;
 * in between, a probe is left out at an epoch where it would take more than the budget, unless it takes next to nothing. A probe that fails ends neither
 * the training nor the other probes.
 */
export class TrainingProber {
  readonly failures: ProbeFailure[] = [];
  readonly #options: ProbeTrainingOptions;
  readonly #begun: number;
  /** What each probe took when it was asked last. Units: seconds */
  readonly #lastCost = new Map<PlannedProbe, number>();
  readonly #hasUntrained = new Set<PlannedProbe>();
  #spent = 0;
  #first: number | undefined;

  constructor(options: ProbeTrainingOptions) {
    this.#options = options;
    this.#begun = options.run.clock();
  }

  /**
   * To be called after every epoch, when its checkpoint is written: what is not done when the process is killed is done
   * when the training goes on from there.
   *
   * @throws {StorageError} when an answer cannot be kept
   */
  async atEpoch({ epoch, numbers }: KeptPoint): Promise<void> {
    const { probes, epochs, learningRateAt, signal, onProbe } = this.#options;
    if (this.#first === undefined) {
      // Where a training goes on from an earlier point, what was measured after it is measured again.
      await removeMeasurementsAfter(this.#options.run.folder, epoch);
      this.#first = epoch;
    }
    // The cheapest come first, so that a budget is not used up by the dearest.
    const due = probes
      .filter(({ cadence }) => isDue(cadence, epoch, epochs))
      .sort((a, b) => (this.#lastCost.get(a) ?? 0) - (this.#lastCost.get(b) ?? 0));
    if (due.length === 0) return;
    const network = askedNetwork({ epoch }, numbers, learningRateAt(epoch));
    const [leftOut, answered]: [PlannedProbe[], PlannedProbe[]] = [[], []];
    for (const planned of due) {
      signal?.throwIfAborted();
      if (this.#isTooDear(planned, epoch)) {
        leftOut.push(planned);
        continue;
      }
      onProbe?.(planned.probe.id);
      if (await this.#ask(planned, network)) answered.push(planned);
    }
    await this.#askUntrained(answered.filter((own) => !this.#hasUntrained.has(own)));
    await this.#noteLeftOut(leftOut, epoch);
  }

  /** Each network is drawn once for all probes; one that fails is not asked of the next. */
  async #askUntrained(probes: readonly PlannedProbe[]): Promise<void> {
    const { run, learningRateAt, signal, onProbe } = this.#options;
    const left = new Set(probes.filter(({ probe }) => probe.untrained));
    if (left.size === 0) return;
    for (const planned of left) this.#hasUntrained.add(planned);
    for (const { untrained, numbers } of untrainedNetworks(run.network)) {
      const asked = askedNetwork({ untrained }, numbers, learningRateAt(0));
      for (const planned of left) {
        signal?.throwIfAborted();
        onProbe?.(planned.probe.id);
        if (!(await this.#ask(planned, asked))) left.delete(planned);
      }
    }
  }

  /** Whether there is an answer; also where there is none, it took its time. */
  async #ask(planned: PlannedProbe, asked: AskedNetwork): Promise<boolean> {
    const { run, note } = this.#options;
    const begun = run.clock();
    try {
      const { isNew } = await askNetwork(planned, asked, run);
      if (isNew) this.#lastCost.set(planned, run.clock() - begun);
      return true;
    } catch (error) {
      if (error instanceof StorageError) throw error;
      const reason = failureReason(error, planned.file);
      const epoch = "epoch" in asked.network ? asked.network.epoch : null;
      const failure = { probe: planned.probe.id, epoch, reason };
      this.failures.push(failure);
      this.#lastCost.set(planned, run.clock() - begun);
      await writeGap(run.folder, { ...failure, hash: planned.hash });
      note(`${failureText(failure)}, the training goes on: ${reason}`);
      return false;
    } finally {
      this.#spent += run.clock() - begun;
      // Signs of life, and a person's wish to end, have their turn.
      await setImmediate();
    }
  }

  #isTooDear(planned: PlannedProbe, epoch: number): boolean {
    const { budget, epochs } = this.#options;
    if (budget === 0 || epoch === this.#first || epoch === epochs) return false;
    const allowed = budget * this.#trained;
    const expected = this.#lastCost.get(planned) ?? 0;
    if (expected <= nothing * (allowed / (epoch - this.#first!))) return false;
    return this.#spent + expected > allowed;
  }

  /** Of the training with its tests and checkpoints. Units: seconds */
  get #trained(): number {
    return this.#options.run.clock() - this.#begun - this.#spent;
  }

  async #noteLeftOut(leftOut: readonly PlannedProbe[], epoch: number): Promise<void> {
    const { budget, run, note } = this.#options;
    if (leftOut.length === 0) return;
    const names = leftOut.map(
      (planned) => `${planned.probe.id} (${(this.#lastCost.get(planned) ?? 0).toFixed(1)} s)`,
    );
    note(
      `Left out after epoch ${epoch}: ${names.join(", ")}; probes took ${this.#spent.toFixed(1)} s beside ${this.#trained.toFixed(1)} s of training with its tests and checkpoints, and the budget is ${budget}`,
    );
    for (const { probe, hash } of leftOut) {
      await writeGap(run.folder, { probe: probe.id, hash, epoch });
    }
  }
}
