import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../core/errors.ts";
import {
  pinLibrary,
  type SharedLibrary,
  threadsFromEnvironment,
  tryLibrary,
  unpackedFolder,
} from "../core/sharedLibrary.ts";

/**
 * The functions that we call, as CBLAS and LAPACK declare them. All of LAPACK's arguments are addresses, but for the lengths of
 * words, which Fortran's compilers expect behind them.
 */
const declarations = {
  getCore: "const char *openblas_get_corename()",
  setThreads: "void openblas_set_num_threads(int count)",
  ssyrk:
    "void cblas_ssyrk(int order, int part, int transposed, int n, int k, float alpha, void *a, int lda, float beta, void *c, int ldc)",
  dsyrk:
    "void cblas_dsyrk(int order, int part, int transposed, int n, int k, double alpha, void *a, int lda, double beta, void *c, int ldc)",
  dgemm:
    "void cblas_dgemm(int order, int transposedA, int transposedB, int m, int n, int k, double alpha, void *a, int lda, void *b, int ldb, double beta, void *c, int ldc)",
  ddot: "double cblas_ddot(int n, void *x, int stepX, void *y, int stepY)",
  dsyevd:
    "void dsyevd_(const char *job, const char *part, void *n, void *a, void *lda, void *w, void *work, void *lwork, void *iwork, void *liwork, void *info, size_t jobLength, size_t partLength)",
  dsyevd2stage:
    "void dsyevd_2stage_(const char *job, const char *part, void *n, void *a, void *lda, void *w, void *work, void *lwork, void *iwork, void *liwork, void *info, size_t jobLength, size_t partLength)",
  dpotrf:
    "void dpotrf_(const char *part, void *n, void *a, void *lda, void *info, size_t partLength)",
  dgeqrf:
    "void dgeqrf_(void *m, void *n, void *a, void *lda, void *tau, void *work, void *lwork, void *info)",
  dorgqr:
    "void dorgqr_(void *m, void *n, void *k, void *a, void *lda, void *tau, void *work, void *lwork, void *info)",
} as const;

type Argument = number | string | Float32Array | Float64Array | Int32Array;
type Functions = {
  readonly [Name in keyof typeof declarations]: (...values: Argument[]) => unknown;
};

/** Numbers by which CBLAS is told how a matrix lies, and which part of it is meant. */
export const cblas = {
  rowMajor: 101,
  columnMajor: 102,
  plain: 111,
  transposed: 112,
  upper: 121,
  lower: 122,
} as const;

/** OpenBLAS as it was loaded: products of matrices and LAPACK's decompositions. */
export interface Openblas extends Functions {
  readonly path: string;
  /** The kind of processor whose kernels it chose. */
  readonly core: string;
  readonly threads: number;
}

const names = [
  "libopenblas.so.0",
  "libopenblas.so",
  "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
  "/usr/local/opt/openblas/lib/libopenblas.dylib",
];

let loaded: Openblas | null | undefined;

/**
 * Finds and loads OpenBLAS: `LEARNSCOPE_OPENBLAS` (a file, or `off`), the system's loader, then what `npm run setup` unpacked
 * into the project. Null where there is none: all that uses it can do without. It takes as many threads as oneDNN, which
 * writes its number to OMP_NUM_THREADS, where that was loaded before.
 *
 * @throws {UsageError} when LEARNSCOPE_OPENBLAS names a file that cannot be loaded
 */
export function loadOpenblas(): Openblas | null {
  if (loaded === undefined) loaded = findOpenblas();
  return loaded;
}

function findOpenblas(): Openblas | null {
  const own = process.env.LEARNSCOPE_OPENBLAS || undefined;
  if (own === "off") return null;
  for (const path of own === undefined ? [...names, ...unpackedLibraries()] : [own]) {
    const openblas = openAt(path);
    if (openblas) return openblas;
  }
  if (own === undefined) return null;
  throw new UsageError(
    `Cannot load OpenBLAS: LEARNSCOPE_OPENBLAS is "${own}", needs a loadable libopenblas, or off`,
  );
}

/** Undefined where there is no library, or one that lacks a function, such as one without LAPACK. */
function openAt(path: string): Openblas | undefined {
  const library = tryLibrary(path);
  if (!library) return undefined;
  const functions = bindFunctions(library);
  if (!functions) return undefined;
  pinLibrary(path);
  const threads = threadsFromEnvironment();
  functions.setThreads(threads);
  return { ...functions, path, core: String(functions.getCore()), threads };
}

function bindFunctions(library: SharedLibrary): Functions | undefined {
  try {
    const bound = Object.entries(declarations).map(([name, text]) => [name, library.func(text)]);
    return Object.fromEntries(bound) as Functions;
  } catch {
    return undefined;
  }
}

function unpackedLibraries(): string[] {
  const folder = unpackedFolder("openblas");
  for (const name of ["libquadmath.so.0", "libgfortran.so.5"]) {
    const needed = join(folder, name);
    if (existsSync(needed)) tryLibrary(needed);
  }
  return [join(folder, "libopenblas.so.0")];
}
