/** How many runs are in which state; states that none is in are not named. */
export type StateCounts<State extends string> = { readonly [Own in State]?: number };

/** Counts runs by their states, in the order in which they come. */
export function countStates<State extends string>(
  runs: readonly { readonly state: State }[],
): StateCounts<State> {
  const counts: { [Own in State]?: number } = {};
  for (const { state } of runs) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** Such as `3 done, 1 failed`. */
export function statesText(counts: Readonly<Record<string, number | undefined>>): string {
  return Object.entries(counts)
    .map(([state, count]) => `${count} ${state}`)
    .join(", ");
}
