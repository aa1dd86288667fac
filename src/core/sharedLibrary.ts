import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import koffi from "koffi";

/** A loaded shared library, as koffi gives it. */
export type SharedLibrary = ReturnType<typeof koffi.load>;

const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Where `npm run setup` unpacks a library that the system lacks. */
export function unpackedFolder(name: string): string {
  return join(projectRoot, ".cache", name);
}

/** A library, or nothing where it cannot be loaded. */
export function tryLibrary(path: string): SharedLibrary | undefined {
  try {
    return koffi.load(path);
  } catch {
    return undefined;
  }
}

/**
 * Keeps a library in memory until the process is gone: the loader would unmap it at exit while its threads still wait inside
 * it, and they would crash.
 */
export function pinLibrary(path: string): void {
  if (process.platform !== "linux") return;
  const lazyNeverUnload = 0x1001;
  const dlopen = koffi.load(null).func("void *dlopen(const char *path, int flags)");
  dlopen(path, lazyNeverUnload);
}

/** How many threads libraries are to use: OMP_NUM_THREADS, or as many as the machine has. */
export function threadsFromEnvironment(): number {
  const wanted = Number(process.env.OMP_NUM_THREADS);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : availableParallelism();
}
