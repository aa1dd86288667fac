import { existsSync } from "node:fs";
import { join } from "node:path";
import { BackendError } from "../../core/errors.ts";
import {
  pinLibrary,
  type SharedLibrary,
  threadsFromEnvironment,
  tryLibrary,
  unpackedFolder,
} from "../../core/sharedLibrary.ts";

/** oneDNN as it was loaded: from where, and for how many threads. */
export interface LoadedLibrary {
  readonly library: SharedLibrary;
  readonly path: string;
  readonly threads: number;
}

const cacheFolder = unpackedFolder("onednn");

/** Names that do not tell the version, tried last. */
const unversionedNames = [
  "libdnnl.so",
  "/opt/homebrew/lib/libdnnl.dylib",
  "/usr/local/lib/libdnnl.dylib",
];

/**
 * How often a waiting OpenMP thread looks before it sleeps. Long enough for the gaps between primitives; the default,
 * a thousand times longer, lets threads burn the time that other processes need to finish the work they wait for.
 */
const spinCount = "1000";

let loaded: LoadedLibrary | undefined;

/**
 * Finds and loads oneDNN: `LEARNSCOPE_ONEDNN`, the system's loader, then what `npm run setup` unpacked into the project.
 * The library reads its number of threads once, while it is loaded, so later calls cannot change it.
 *
 * @throws {BackendError} when it is nowhere, or loaded already with another number of threads
 */
export function loadLibrary(threads?: number): LoadedLibrary {
  if (loaded) {
    if (threads !== undefined && threads !== loaded.threads) {
      throw new BackendError(
        `Cannot use ${threads} threads: oneDNN was loaded with ${loaded.threads}, needs a new process`,
      );
    }
    return loaded;
  }
  const count = threads ?? threadsFromEnvironment();
  process.env.OMP_NUM_THREADS = String(count);
  process.env.GOMP_SPINCOUNT ??= spinCount;
  const own = process.env.LEARNSCOPE_ONEDNN || undefined;
  const candidates =
    own === undefined ? ["libdnnl.so.2", ...unpackedLibraries(), ...unversionedNames] : [own];
  for (const path of candidates) {
    const library = tryLibrary(path);
    if (library) {
      pinLibrary(path);
      loaded = { library, path, threads: count };
      return loaded;
    }
  }
  throw new BackendError(
    own === undefined
      ? 'Cannot load oneDNN: "libdnnl.so.2" was not found, needs `npm run setup`, the package libdnnl2, or LEARNSCOPE_ONEDNN=<file>'
      : `Cannot load oneDNN: LEARNSCOPE_ONEDNN is "${own}", needs a loadable libdnnl 2.x`,
  );
}

/** The library in the project's cache; what it needs and the system lacks lies beside it and is loaded first. */
function unpackedLibraries(): string[] {
  for (const name of ["libgomp.so.1", "libOpenCL.so.1"]) {
    const needed = join(cacheFolder, name);
    if (existsSync(needed)) tryLibrary(needed);
  }
  return [join(cacheFolder, "libdnnl.so.2")];
}
