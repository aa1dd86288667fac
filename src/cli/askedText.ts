import { findProbe } from "../experiments/probes/findProbe.ts";
import { parseProbes } from "../experiments/probes/parseProbes.ts";
import { type ChosenProbe, chooseProbe, namesOf } from "../experiments/probes/planProbes.ts";
import type { TrainingRequest } from "../experiments/trainingRequest.ts";
import { isDue } from "../probing/cadence.ts";

/**
 * What a training would ask, and after which epochs; nothing where it would ask nothing.
 *
 * @throws {UsageError} when there is no such probe or option
 */
export async function askedText({ settings, common }: TrainingRequest): Promise<object> {
  const lines: string[] = [];
  for (const { name, given } of parseProbes(common.probes)) {
    const names = namesOf(name);
    for (const own of names) {
      try {
        lines.push(lineOf(chooseProbe(await findProbe(own), given), settings.epochs));
      } catch (error) {
        // Of all probes, those that have no such option are left out.
        if (names.length === 1) throw error;
      }
    }
  }
  return lines.length === 0 ? {} : { asks: lines };
}

/** More epochs are not counted up. */
const mostEpochs = 12;

function lineOf({ probe, cadence }: ChosenProbe, epochs: number): string {
  const all = Array.from({ length: epochs + 1 }, (_, epoch) => epoch);
  const due = all.filter((epoch) => isDue(cadence, epoch, epochs));
  const when = due.length > mostEpochs ? `${due.length} epochs` : `epochs ${due.join(" ")}`;
  return `${probe.id} (${cadence}: ${when})`;
}
