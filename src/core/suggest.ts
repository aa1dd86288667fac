/**
 * The candidate that a mistyped name most likely means, or nothing where none is near: at most a third of the longer
 * name may be wrong. An unfinished name counts as near.
 */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    const near = distance <= Math.max(name.length, candidate.length) / 3;
    const unfinished = name.length >= 3 && candidate.startsWith(name);
    if ((near || unfinished) && distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** More names than this are counted where one of them is near. */
const mostNames = 30;

/** How a sentence about the unknown `name` ends: what there is, and what was probably meant. */
export function needs(name: string, known: readonly string[]): string {
  if (known.length === 0) return "needs none";
  const near = suggest(name, known);
  if (near !== undefined && known.length > mostNames) {
    return `needs one of ${known.length}; did you mean "${near}"`;
  }
  const list = known.map((candidate) => `"${candidate}"`);
  const any = list.length > 1 ? `${list.slice(0, -1).join(", ")} or ${list.at(-1)}` : list[0];
  return near === undefined ? `needs ${any}` : `needs ${any}; did you mean "${near}"`;
}

/**
 * Characters to insert, delete, replace, or swap with their neighbour to make `a` into `b`.
 *
 * @source Damerau 1964, doi:10.1145/363958.363994, as optimal string alignment
 */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1);
      }
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
