/**
 * A module of the built program; the benchmarks time what users run.
 *
 * @param {string} path inside `dist`
 */
export function built(path) {
  return import(new URL(`../dist/${path}`, import.meta.url).href);
}
