import type { Dataset } from "./dataset.ts";

/** Which examples to load, or to make. */
export interface LoadOptions {
  /** Of generated data: which of the many possible sets; default 0. */
  readonly seed?: number;
  /** Only the first so many training examples; default all, or as many as the generator makes unasked. */
  readonly trainCount?: number;
  /** Only the first so many test examples. */
  readonly testCount?: number;
}

/** One file of a data set. Size and hash are those of its contents, unpacked: packers differ, contents do not. */
export interface DataFile {
  readonly name: string;
  /** Further names under which people have the same file. */
  readonly otherNames: readonly string[];
  /** Units: bytes. */
  readonly size: number;
  readonly sha256: string;
}

interface Described {
  readonly title: string;
  readonly licence: string;
  /** Where it comes from: an address to read, or a phrase. */
  readonly origin: string;
}

/** A data set that lies in files which others published. */
export interface FileSource extends Described {
  readonly kind: "files";
  /** The folder, inside each data folder, that holds the files. */
  readonly folder: string;
  /** Addresses that end in a slash; a file is looked for at each in turn, under its name with `.gz`. */
  readonly mirrors: readonly string[];
  readonly files: readonly DataFile[];
  /**
   * Reads the files in `folder`.
   *
   * @throws {DataError} when they are missing, damaged or not what they should be
   */
  load(folder: string): Promise<Dataset>;
}

/** A data set that the program makes itself. */
export interface GeneratedSource extends Described {
  readonly kind: "generated";
  /** The most examples it makes of a kind. */
  readonly most: number;
  make(options: LoadOptions): Dataset;
}

/** Where a data set's images come from: files that have to be there, or the program itself. */
export type DataSource = FileSource | GeneratedSource;
