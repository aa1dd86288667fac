import { groupBy } from "../figures/groupBy.ts";
import type { ProbePoint } from "./measurement.ts";

/** The points of one run, by epoch. */
export interface NamedRun {
  /** What the run is called; its seed is added where several are called the same. */
  readonly name: string;
  readonly points: readonly ProbePoint[];
}

/**
 * The runs that were asked together, in their order.
 *
 * @source own design
 */
export function runsOf(points: readonly ProbePoint[]): NamedRun[] {
  const runs = groupBy(points, ({ run, seed }) => JSON.stringify([run, seed]));
  const firsts = [...runs.values()].map((own) => own[0]!);
  return [...runs.values()].map((own) => {
    const { run, seed } = own[0]!;
    const isAlone = firsts.filter((first) => first.run === run).length === 1;
    return {
      name: isAlone ? run : `${run}, seed ${seed}`,
      points: own.toSorted((a, b) => a.epoch - b.epoch),
    };
  });
}
