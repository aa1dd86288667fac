/**
 * How far work on a file is.
 *
 * Units: bytes
 */
export interface FileProgress {
  readonly doing: "downloading" | "checking" | "unpacking";
  readonly file: string;
  readonly done: number;
  /** Unknown where nobody says. */
  readonly total: number | undefined;
}
