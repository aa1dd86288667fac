import type { FileProgress } from "../fileProgress.ts";
import type { Waiting } from "./download.ts";

/** Where data go and who is told. */
export interface GetOptions extends Waiting {
  /** The data folders; default those of `dataFolders()`. */
  readonly roots?: readonly string[];
  readonly onProgress?: ((progress: FileProgress) => void) | undefined;
}

/** What was done. */
export interface GetResult {
  readonly folder: string;
  /** Names of the files that were right already, and of those that were downloaded. */
  readonly kept: readonly string[];
  readonly downloaded: readonly string[];
  /** Names of the archives that were unpacked, of a data set of single images. */
  readonly unpacked?: readonly string[];
}
