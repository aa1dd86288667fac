import type { Environment } from "../runs/environment.ts";
import { runFiles } from "../runs/paths.ts";
import { readJson } from "../runs/readFile.ts";
import type { RunFolder } from "../runs/runFolder.ts";

/** What the last bits may depend on. */
const decisive = ["processor", "backend", "learnscope"] as const;

export interface NoteChangesOptions {
  /** On what the run is gone on with. */
  readonly environment: Environment;
  /** Writes a line for people. */
  note(line: string): void;
}

/**
 * Says where a run that was begun is gone on with on something else than before.
 *
 * @throws {StorageError | DataError} when what it was begun on cannot be read or is damaged
 */
export async function noteChanges(
  folder: RunFolder,
  { environment, note }: NoteChangesOptions,
): Promise<void> {
  const before = await readJson(folder.file(runFiles.environment));
  for (const key of decisive) {
    if (before[key] === environment[key]) continue;
    note(
      `"${folder.path}" was begun with ${key} ${before[key]} and goes on with ${environment[key]}: its last bits may differ`,
    );
  }
}
