/** One thing in an archive. */
export interface ArchiveEntry {
  /** As the archive has it, unchecked. */
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
  /** What is in it, piece by piece, to be read before the next entry is asked for. */
  contents(): AsyncIterable<Uint8Array>;
}
