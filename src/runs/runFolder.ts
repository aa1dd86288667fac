import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { codeOf } from "../core/codeOf.ts";
import { isRunning } from "../core/isRunning.ts";
import { messageOf } from "../core/messageOf.ts";
import { lockFile } from "../storage/lockFile.ts";
import { makeFolder } from "../storage/makeFolder.ts";
import { storageErrorOf } from "../storage/storageError.ts";
import { appendLine, removeUnfinished, writeFile, writeJson } from "../storage/writeFile.ts";
import type { Environment } from "./environment.ts";
import { type Manifest, writeManifest } from "./manifest.ts";
import { logLineText, readLog, truncateLog } from "./metricsLog.ts";
import { runFiles } from "./paths.ts";
import { isReadable, namesIn } from "./readFile.ts";
import { schemaVersion } from "./schemaVersion.ts";
import { type RunStatus, readStatus } from "./status.ts";
import { writeConfiguration } from "./writeConfiguration.ts";

/** Milliseconds between two signs of life. */
const heartbeat = 5000;

/** What a run is to be. */
export interface RunPlan {
  /** Every setting with its value. */
  readonly configuration: object;
  readonly manifest: Omit<Manifest, "schema">;
  readonly started?: Date;
  /** Puts into the folder, before it appears, what the run begins with besides. */
  readonly fill?: (folder: string) => Promise<void>;
}

/** Numbers of an epoch by name; those that begin with `time/` depend on the day. */
export interface Metrics {
  readonly epoch: number;
  readonly [name: string]: number | undefined;
}

export interface RecordOptions {
  /** On what the work is done. */
  readonly environment: Environment;
  /** Aborted when a person ends the work. */
  readonly signal?: AbortSignal | undefined;
}

/** A run's files. The folder is the run: who deletes it deletes the run. */
export class RunFolder {
  readonly path: string;
  #status: RunStatus;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, status: RunStatus) {
    this.path = path;
    this.#status = status;
  }

  /**
   * Makes a folder of its own for a run that is to be begun: where another run has the name already, `-2`, `-3`… is added.
   *
   * @throws {StorageError} when it cannot be made
   */
  static async make(wanted: string, plan: RunPlan): Promise<RunFolder> {
    for (let number = 1; ; number++) {
      const run = await RunFolder.makeAt(number === 1 ? wanted : `${wanted}-${number}`, plan);
      if (!run) continue;
      await removeAbandoned(dirname(wanted));
      return run;
    }
  }

  /**
   * The same with just this name; nothing where it is taken. The folder appears with all that belongs to it, or not at
   * all.
   *
   * @throws {StorageError} when it cannot be made
   */
  static async makeAt(path: string, plan: RunPlan): Promise<RunFolder | undefined> {
    const { configuration, manifest, started = new Date(), fill } = plan;
    const hidden = join(dirname(path), `${unfinishedPrefix()}${process.pid}-${randomUUID()}`);
    const now = started.toISOString();
    const status = { schema: schemaVersion, state: "pending", started: now, updated: now } as const;
    try {
      await makeFolder(hidden);
    } catch (error) {
      throw storageErrorOf(error, "make", dirname(path));
    }
    try {
      await writeConfiguration(hidden, configuration);
      await writeManifest(hidden, { schema: schemaVersion, ...manifest });
      await writeJson(join(hidden, runFiles.status), status);
      await fill?.(hidden);
      return (await isMovedTo(hidden, path)) ? new RunFolder(path, status) : undefined;
    } finally {
      await rm(hidden, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  /**
   * A run that was made before.
   *
   * @throws {StorageError | DataError} when its status cannot be read
   */
  static async open(path: string): Promise<RunFolder> {
    const { state, ...rest } = await readStatus(path);
    return new RunFolder(path, { ...rest, state: state === "stale" ? "running" : state });
  }

  get state(): RunStatus["state"] {
    return this.#status.state;
  }

  /** The path of a file in the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  /**
   * Does the run's work, alone, with a sign of life every few seconds, and writes down how it ended; an error of the work
   * goes on to the caller.
   *
   * @throws {StorageError} when another process is at work on the run
   */
  async record<Result>(
    work: () => Promise<Result>,
    { environment, signal }: RecordOptions,
  ): Promise<Result> {
    const unlock = await lockFile(this.file(runFiles.lock), {
      refusal: `Cannot work on "${this.path}"`,
      doing: "at work on it",
    });
    const timer = setInterval(() => this.#writeStatus().catch(() => undefined), heartbeat).unref();
    try {
      // Another process may have been at work since this one looked.
      this.#status = { ...(await readStatus(this.path)), state: "running" };
      await this.#begin(environment);
      const result = await work();
      await this.#writeStatus({ state: "done", error: undefined });
      return result;
    } catch (error) {
      const isInterruption = signal?.aborted === true && error === signal.reason;
      const state = isInterruption ? "interrupted" : "failed";
      // Where even the status cannot be written, the first error still tells more than the second.
      await this.#writeStatus({ state, error: reasonOf(error) }).catch(() => undefined);
      throw error;
    } finally {
      clearInterval(timer);
      // A sign of life that is being written would be one of another process's work afterwards.
      await this.#writing;
      await unlock();
    }
  }

  /**
   * Writes down why the run cannot even be begun; for whoever knows that nobody is at work on it.
   *
   * @throws {StorageError} when it cannot be written
   */
  async fail(reason: string): Promise<void> {
    await this.#writeStatus({ state: "failed", error: reason });
  }

  /** Says how far the run is, with the next sign of life. */
  set progress(progress: RunStatus["progress"]) {
    this.#status = { ...this.#status, progress };
  }

  /** Adds an epoch's metrics to the logs, and says in the status that the run is alive. */
  async appendMetrics(metrics: Metrics): Promise<void> {
    const { epoch, ...rest } = metrics;
    const [times, others] = [true, false].map((isTime) => ({
      epoch,
      ...Object.fromEntries(Object.entries(rest).filter(([name]) => isTimeName(name) === isTime)),
    }));
    await appendLine(this.file(runFiles.metrics), logLineText(others!));
    await appendLine(this.file(runFiles.timings), logLineText(times!));
    const known = Object.entries(metrics).filter((entry): entry is [string, number] => {
      return entry[1] !== undefined;
    });
    await this.#writeStatus({ metrics: Object.fromEntries(known) });
  }

  /** Every epoch's metrics so far, times among them. */
  async history(): Promise<readonly Metrics[]> {
    const [metrics, timings] = await Promise.all(
      [runFiles.metrics, runFiles.timings].map((name) => readLog(this.file(name))),
    );
    return metrics!.map((line, epoch) => ({ ...line, ...timings![epoch] }));
  }

  /**
   * Takes from the logs what was written after an epoch; `-1` empties them.
   *
   * @throws {DataError} when they do not go so far
   */
  async truncateLogs(epoch: number): Promise<void> {
    for (const log of [runFiles.metrics, runFiles.timings])
      await truncateLog(this.file(log), epoch);
  }

  /** Writes down what happened, for people. */
  async note(line: string): Promise<void> {
    await appendLine(this.file(runFiles.log), `${new Date().toISOString()} ${line}`);
  }

  async #begin(environment: Environment): Promise<void> {
    for (const folder of [this.path, this.file(runFiles.checkpoints)])
      await removeUnfinished(folder);
    const isFirst = !(await isReadable(this.file(runFiles.environment)));
    if (isFirst) await writeJson(this.file(runFiles.environment), environment);
    await this.note(`${isFirst ? "begun" : "gone on"} with ${environment.backend}`);
    const started = isFirst ? { started: new Date().toISOString() } : {};
    await this.#writeStatus({ ...started, state: "running", error: undefined });
  }

  /** One after the other, for they go by way of the same temporary file. */
  async #writeStatus(changes: Partial<RunStatus> = {}): Promise<void> {
    this.#status = { ...this.#status, ...changes, updated: new Date().toISOString() };
    const text = `${logLineText(this.#status)}\n`;
    const write = () => writeFile(this.file(runFiles.status), text);
    const written = this.#writing.then(write);
    this.#writing = written.catch(() => undefined);
    await written;
  }
}

/** How the names begin of folders that processes of this machine are making. */
function unfinishedPrefix(): string {
  return `.new-${hostname()}-`;
}

/**
 * Deletes what processes of this machine left beside the runs that were killed while they made one.
 *
 * @throws {StorageError} when the folder cannot be read
 */
export async function removeAbandoned(experiment: string): Promise<void> {
  const prefix = unfinishedPrefix();
  for (const name of await namesIn(experiment)) {
    if (!name.startsWith(prefix) || isRunning(Number.parseInt(name.slice(prefix.length), 10))) {
      continue;
    }
    await rm(join(experiment, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isTimeName(name: string): boolean {
  return name.startsWith("time/");
}

function reasonOf(error: unknown): string {
  return messageOf(error);
}

/** Whether a folder could be given a name that no other has. */
async function isMovedTo(folder: string, path: string): Promise<boolean> {
  try {
    await rename(folder, path);
    return true;
  } catch (error) {
    if (["EEXIST", "ENOTEMPTY", "ENOTDIR"].includes(codeOf(error))) return false;
    throw storageErrorOf(error, "make", path);
  }
}
