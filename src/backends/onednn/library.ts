import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import koffi from "koffi";
import { BackendError } from "../../core/errors.ts";

export type SharedLibrary = ReturnType<typeof koffi.load>;

export interface LoadedLibrary {
  readonly library: SharedLibrary;
  readonly path: string;
  readonly threads: number;
}

const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const cacheFolder = join(projectRoot, ".cache", "onednn");

/** Names under which the system's loader may know oneDNN 2, and Homebrew's folders. */
const systemNames = [
  "libdnnl.so.2",
  "libdnnl.so",
  "/opt/homebrew/lib/libdnnl.dylib",
  "/usr/local/lib/libdnnl.dylib",
];

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
  const own = process.env.LEARNSCOPE_ONEDNN;
  const candidates = own === undefined ? [...systemNames, ...unpackedLibraries()] : [own];
  for (const path of candidates) {
    const library = tryLoad(path);
    if (library) {
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

function threadsFromEnvironment(): number {
  const wanted = Number(process.env.OMP_NUM_THREADS);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : availableParallelism();
}

function tryLoad(path: string): SharedLibrary | undefined {
  try {
    return koffi.load(path);
  } catch {
    return undefined;
  }
}

/** Libraries under the project's cache; libgomp is loaded first where it lies beside. */
function unpackedLibraries(): string[] {
  if (!existsSync(cacheFolder)) return [];
  const files = readdirSync(cacheFolder, { recursive: true, encoding: "utf8" });
  const find = (name: string) =>
    files.filter((file) => file.endsWith(`/${name}`)).map((file) => join(cacheFolder, file));
  for (const path of find("libgomp.so.1")) tryLoad(path);
  return find("libdnnl.so.2");
}
