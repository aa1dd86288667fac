import { UsageError } from "../../core/errors.ts";
import { messageOf } from "../../core/messageOf.ts";
import { type GivenSettings, oneOf, resolveSettings } from "../../core/settings.ts";
import type { Dataset } from "../../data/dataset.ts";
import type { DatasetFingerprint } from "../../data/fingerprint.ts";
import type { Network } from "../../nn/network.ts";
import { probes } from "../../probes/index.ts";
import { checkRows, triedBatch } from "../../probing/checkRows.ts";
import type { AnyProbe, Cadence } from "../../probing/probe.ts";
import { identityHash, type ProbeIdentity, probeIdentity } from "../../probing/probeIdentity.ts";
import type { ProbeSettings } from "../../probing/probeOptions.ts";
import { resolveOptions } from "../../probing/resolveOptions.ts";
import { makeSite } from "../../probing/site.ts";
import { type FoundProbe, findProbe } from "./findProbe.ts";
import type { ProbeRequest } from "./parseProbes.ts";

/** A probe with its options, of which it is certain that the network and the data have what it looks at. */
export interface PlannedProbe extends FoundProbe {
  readonly options: ProbeSettings<object>;
  readonly cadence: Cadence;
  readonly identity: ProbeIdentity;
  /** Eight digits of the identity. */
  readonly hash: string;
}

/** What probes are to be asked about. */
export interface ProbedTraining {
  readonly network: Network;
  readonly dataset: Dataset;
  readonly fingerprint: DatasetFingerprint;
}

export interface PlanProbesOptions {
  /** Writes a line for people. */
  readonly note: (line: string) => void;
  /** Whether probes that cannot be asked are left out, which is said, rather than refused. */
  readonly isLenient?: boolean | undefined;
}

/** The word for every probe. */
const everyProbe = "all";

/** The probes that a name stands for. */
export function namesOf(name: string): readonly string[] {
  return name === everyProbe ? Object.keys(probes) : [name];
}

/**
 * The probes that are asked for, looked up and tried on the network's graph: nothing is run. `all` is every probe that
 * fits; which do not is said.
 *
 * @throws {UsageError} when there is no such probe or option, or the network or the data have not what it looks at
 */
export async function planProbes(
  requests: readonly ProbeRequest[],
  training: ProbedTraining,
  { note, isLenient = false }: PlanProbesOptions,
): Promise<readonly PlannedProbe[]> {
  const planned: PlannedProbe[] = [];
  for (const { name, given } of requests) {
    const isEvery = name === everyProbe;
    for (const own of namesOf(name)) {
      try {
        planned.push(planProbe(await findProbe(own), given, training));
      } catch (error) {
        if (!(isEvery || isLenient) || !(error instanceof UsageError)) throw error;
        note(`${own} is not asked: ${error.message}`);
      }
    }
  }
  checkDifferent(planned);
  return planned;
}

/**
 * A probe with options.
 *
 * @throws {UsageError} as `planProbes` does
 */
export function planProbe(
  found: FoundProbe,
  given: GivenSettings,
  training: ProbedTraining,
): PlannedProbe {
  const { probe, version } = found;
  const chosen = chooseProbe(found, given);
  const { options } = chosen;
  checkFits(probe, options, training);
  const identity = probeIdentity(probe, options, { version, fingerprint: training.fingerprint });
  return { ...chosen, identity, hash: identityHash(identity) };
}

/** A probe with its options, not tried yet. */
export type ChosenProbe = Pick<PlannedProbe, keyof FoundProbe | "options" | "cadence">;

/**
 * A probe with what was said of it, and for the rest the usual.
 *
 * @throws {UsageError} when there is no such option, or a value is not what it needs
 */
export function chooseProbe(found: FoundProbe, given: GivenSettings): ChosenProbe {
  const { cadence, ...own } = given;
  const { probe } = found;
  return { ...found, options: resolveOptions(probe, own), cadence: cadenceOf(probe, cadence) };
}

/** The key that every probe has which a training asks. */
export const cadences = oneOf(["log2", "every", "end"], "when it is asked");

function cadenceOf(probe: AnyProbe, given: unknown): Cadence {
  if (given === undefined) return probe.cadence;
  return resolveSettings(probe.id, { cadence: cadences }, { given: { cadence: given } }).cadence;
}

function checkFits(
  probe: AnyProbe,
  options: ProbeSettings<object>,
  { network, dataset }: ProbedTraining,
): void {
  if (probe.images && !dataset[options.part]) {
    throw new UsageError(
      `Cannot ask "${probe.id}" about ${options.part} images: "${dataset.name}" has none, needs another part`,
    );
  }
  try {
    probe.check?.(options, { network, dataset });
    const taps = probe.taps?.(makeSite(network, options, triedBatch).site);
    if (taps) checkRows(taps);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = messageOf(error);
    throw new UsageError(`Cannot ask "${probe.id}" of "${network.name}": ${reason}`, {
      cause: error,
    });
  }
}

function checkDifferent(planned: readonly PlannedProbe[]): void {
  const twice = planned.find(
    (own, at) => planned.findIndex(({ hash }) => hash === own.hash) !== at,
  );
  if (!twice) return;
  throw new UsageError(
    `Cannot ask "${twice.probe.id}" twice: both times it has the same options, needs different ones`,
  );
}
