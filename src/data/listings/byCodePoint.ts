/**
 * Compares two names by their code points, for sorting: the same order on every machine, whatever its language.
 *
 * @returns below 0 where `a` comes first, above 0 where `b` does, 0 where they are the same
 */
export function byCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    if (a[i] !== b[i]) return a.codePointAt(i)! - b.codePointAt(i)!;
  }
  return a.length - b.length;
}
