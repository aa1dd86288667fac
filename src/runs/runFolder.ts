import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { codeOf } from "../core/codeOf.ts";
import { storageErrorOf } from "../storage/storageError.ts";
import { appendLine, writeFile, writeJson } from "../storage/writeFile.ts";
import type { Environment } from "./environment.ts";
import { runFiles } from "./paths.ts";
import { schemaVersion } from "./schemaVersion.ts";

/** How far a run is, as `status.json` has it. */
export interface RunStatus {
  readonly schema: number;
  readonly state: RunState;
  /** Times in ISO 8601, UTC. */
  readonly started: string;
  readonly updated: string;
  /** Why it failed, in a sentence. */
  readonly error?: string;
}

/** `interrupted` was stopped by a person; `running` with an old time means that the process is gone. */
export type RunState = "running" | "done" | "failed" | "interrupted";

export interface RunFolderOptions {
  /** Every setting with its value. */
  readonly configuration: object;
  readonly environment: Environment;
  readonly started?: Date;
}

/** A run's files while it goes on. The folder is the run: who deletes it deletes the run. */
export class RunFolder {
  readonly path: string;
  readonly #started: string;

  private constructor(path: string, started: Date) {
    this.path = path;
    this.#started = started.toISOString();
  }

  /**
   * Makes a folder of its own for a run: where another run has the name already, `-2`, `-3`… is added.
   *
   * @throws {StorageError} when it cannot be made
   */
  static async make(wanted: string, options: RunFolderOptions): Promise<RunFolder> {
    const { configuration, environment, started = new Date() } = options;
    const run = new RunFolder(await makeFreshFolder(wanted), started);
    const configurationText = stringify({ schema: schemaVersion, ...configuration });
    await writeFile(run.file(runFiles.config), configurationText);
    await writeJson(run.file(runFiles.environment), environment);
    await run.#writeStatus("running");
    return run;
  }

  /** The path of a file in the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  /** Adds an epoch's metrics to the log, and says in the status that the run is alive. */
  async appendMetrics(metrics: object): Promise<void> {
    await appendLine(this.file(runFiles.metrics), JSON.stringify(metrics));
    await this.#writeStatus("running");
  }

  /** Does the run's work and writes down how it ended; an error of the work goes on to the caller. */
  async record<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    try {
      const result = await work();
      await this.#writeStatus("done");
      return result;
    } catch (error) {
      const state = signal?.aborted ? "interrupted" : "failed";
      // Where even the status cannot be written, the first error still tells more than the second.
      await this.#writeStatus(state, reasonOf(error)).catch(() => undefined);
      throw error;
    }
  }

  async #writeStatus(state: RunState, error?: string): Promise<void> {
    const status: RunStatus = {
      schema: schemaVersion,
      state,
      started: this.#started,
      updated: new Date().toISOString(),
      ...(error === undefined ? {} : { error }),
    };
    await writeJson(this.file(runFiles.status), status);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function makeFreshFolder(wanted: string): Promise<string> {
  try {
    await mkdir(dirname(wanted), { recursive: true });
  } catch (error) {
    throw storageErrorOf(error, "make", dirname(wanted));
  }
  for (let number = 1; ; number++) {
    const path = number === 1 ? wanted : `${wanted}-${number}`;
    try {
      await mkdir(path);
      return path;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw storageErrorOf(error, "make", path);
    }
  }
}
