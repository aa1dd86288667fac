/** Images of one size that lie one after the other in a file and are read when they are needed. */
export interface ImageFile {
  readonly path: string;
  /** Where the first image begins. Units: bytes */
  readonly offset: number;
  /** Image i of the set is image `rows[i]` of the file; without them the file's images are the set's. Shape: [N] */
  readonly rows?: Uint32Array | undefined;
  /** SHA-256 of all images in the file, in hexadecimal digits, where it is known. */
  readonly sha256?: string | undefined;
  /** `fileStamp` of the file that is meant, which another could take the place of. */
  readonly stamp?: string | undefined;
}
