import type { CnnResult } from "../results.ts";

/**
 * The epochs at which the networks of all CNNs are kept: beside these, each keeps that at which it was best.
 *
 * @source own design
 */
export function sharedEpochs(cnns: readonly Pick<CnnResult, "epochs">[]): number[] {
  const [first, ...others] = cnns.map(({ epochs }) => epochs.map(({ epoch }) => epoch));
  return (first ?? []).filter((epoch) => others.every((own) => own.includes(epoch)));
}
