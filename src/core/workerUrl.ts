/**
 * The built file of a module that runs in a worker thread. Node cannot run TypeScript there, which is what a caller in
 * `src` itself, a test, would name: it gets the file that the set-up built of it.
 *
 * @param module - of the module, relative to the caller, with the ending `.js`
 * @param caller - `import.meta.url` of the caller
 */
export function workerUrl(module: string, caller: string): URL {
  return new URL(module, caller.endsWith(".ts") ? builtFrom(caller) : caller);
}

/** Of several folders `src` the innermost is ours: people keep their checkouts in one, too. */
function builtFrom(source: string): string {
  const at = source.lastIndexOf("/src/");
  return `${source.slice(0, at)}/dist/${source.slice(at + "/src/".length)}`;
}
