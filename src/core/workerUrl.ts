/**
 * The built file of a module that runs in a worker thread. Node cannot run TypeScript there, which is what a caller in
 * `src` itself, a test, would name: it gets the file that the set-up built of it.
 *
 * @param module - of the module, relative to the caller, with the ending `.js`
 * @param caller - `import.meta.url` of the caller
 */
export function workerUrl(module: string, caller: string): URL {
  const isSource = caller.endsWith(".ts");
  return new URL(module, isSource ? caller.replace("/src/", "/dist/") : caller);
}
