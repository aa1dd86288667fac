import { filterDistances, nearestDissimilarity } from "../../../probes/filters/filterSimilarity.ts";
import type { CnnResult } from "../results.ts";
import { type CnnName, cnnTitle } from "./cnnName.ts";
import { filtersAt } from "./compareCnns.ts";

type InSeed = Pick<CnnName, "model" | "place">;

/**
 * One of the eight comparisons that the source shows as heat maps.
 *
 * @source Inoue & Tsukamoto 2021, section 3.2, figures 4 and 5
 */
export interface SourcePanel {
  /** Figure and letter: `4a`. */
  readonly id: PanelId;
  readonly title: string;
  /** Whose filters are looked for, and among whose. */
  readonly base: InSeed;
  readonly other: InSeed;
}

/** How a panel is referred to. */
export type PanelId = `${4 | 5}${"a" | "b" | "c" | "d"}`;

/** Figure 4 (a) to (d), then figure 5 (a) to (d). */
export const sourcePanels: readonly SourcePanel[] = [
  panelOf("4a", { model: 1, place: 1 }, { model: 1, place: 2 }),
  panelOf("4b", { model: 1, place: 2 }, { model: 1, place: 1 }),
  panelOf("4c", { model: 2, place: 1 }, { model: 2, place: 2 }),
  panelOf("4d", { model: 2, place: 2 }, { model: 2, place: 1 }),
  panelOf("5a", { model: 1, place: 1 }, { model: 2, place: 1 }),
  panelOf("5b", { model: 2, place: 1 }, { model: 1, place: 1 }),
  panelOf("5c", { model: 1, place: 2 }, { model: 2, place: 2 }),
  panelOf("5d", { model: 2, place: 2 }, { model: 1, place: 2 }),
];

function panelOf(id: PanelId, base: InSeed, other: InSeed): SourcePanel {
  return { id, title: `${cnnTitle(base)} among ${cnnTitle(other)}`, base, other };
}

/** S_i of every filter of the base, in one seed. */
export function panelValues(
  cnns: readonly CnnResult[],
  { base, other }: SourcePanel,
  seed: number,
): number[] {
  const own = filtersAt(cnnNamed(cnns, { ...base, seed }), -1);
  const among = filtersAt(cnnNamed(cnns, { ...other, seed }), -1);
  return [...nearestDissimilarity(filterDistances(own, among))];
}

/**
 * The CNN of that name.
 *
 * @throws {RangeError} when there is none
 */
export function cnnNamed(cnns: readonly CnnResult[], { model, place, seed }: CnnName): CnnResult {
  const found = cnns.find((cnn) => cnn.model === model && cnn.place === place && cnn.seed === seed);
  if (found) return found;
  throw new RangeError(
    `Cannot find "${cnnTitle({ model, place })}" of seed ${seed}: it was not measured, needs one CNN of each model and place`,
  );
}

/** Every seed, the first one first. */
export function seedsIn(cnns: readonly CnnName[]): number[] {
  return [...new Set(cnns.map(({ seed }) => seed))].sort((a, b) => a - b);
}
