import type { ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, type FSWatcher, readdirSync, readFileSync, watch } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stateFileOf } from "../../src/runs/paths.ts";
import { startLearnscope } from "./learnscope.ts";

/** What a process was doing when it was killed, as its folder shows. */
export type Phase =
  | "starting"
  | "before the first epoch"
  | "writing a checkpoint"
  | "between a log and its checkpoint"
  | "writing the status"
  | "in a step";

/** When a process is killed: at some time, or when a file of its run changes whose name fits. */
export type Moment =
  | { readonly after: number }
  | { readonly file: RegExp; readonly within: "." | "checkpoints"; readonly times: number };

/** SHA-256 of what has to be the same however often a run was broken off: metrics, and the checkpoints of whole epochs. */
export function printsOf(folder: string): Record<string, string> {
  const epochs = readdirSync(join(folder, "checkpoints")).filter((name) =>
    /^epoch-\d+\.(safetensors|json)$/.test(name),
  );
  const files = ["metrics.jsonl", ...epochs.map((name) => `checkpoints/${name}`)];
  return Object.fromEntries(files.map((name) => [name, printOf(join(folder, name))]));
}

function printOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** The only run in a folder of runs, where there is one by now. */
export function folderIn(runs: string): string | undefined {
  try {
    const [name] = readdirSync(join(runs, "train")).filter((name) => !name.startsWith("."));
    return name && join(runs, "train", name);
  } catch {
    return undefined;
  }
}

/** What is left of temporary files, of locks, and of checkpoints that were never finished. */
export function leftoversOf(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const isHalf = (name: string) =>
    /^checkpoints.+safetensors$/.test(name) && !names.includes(stateFileOf(name));
  return names.filter((name) => /\.new-|lock/.test(name) || isHalf(name));
}

/** What a process printed and how it ended. */
export interface Ended {
  readonly process: number;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** Waits for a process that was started. */
export async function ended(child: ChildProcess): Promise<Ended> {
  let stderr = "";
  child.stdout?.resume();
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  return await new Promise((resolve) =>
    child.once("close", (exitCode, signal) =>
      resolve({ process: child.pid ?? 0, exitCode, signal, stderr }),
    ),
  );
}

/** Starts a command that works on a run, and kills it; it may have come to its end before. */
export async function killed(
  words: readonly string[],
  {
    folder,
    moment,
    environment,
  }: {
    readonly folder: () => string | undefined;
    readonly moment: Moment;
    readonly environment?: NodeJS.ProcessEnv;
  },
): Promise<Ended> {
  const child = startLearnscope(words, environment);
  const end = ended(child);
  if ("after" in moment) {
    await Promise.race([end, sleep(moment.after)]);
  } else {
    const at = await pathOf(folder, child);
    if (at !== undefined) await Promise.race([end, seen(join(at, moment.within), moment)]);
  }
  child.kill("SIGKILL");
  return await end;
}

/** The folder of a run, once it is there; nothing where the process ends before. */
async function pathOf(
  folder: () => string | undefined,
  child: ChildProcess,
): Promise<string | undefined> {
  for (;;) {
    const path = folder();
    if (path !== undefined && existsSync(join(path, "checkpoints"))) return path;
    if (child.exitCode !== null || child.signalCode !== null) return undefined;
    await sleep(1);
  }
}

/** Waits until a file whose name fits has appeared or changed so many times. */
async function seen(
  folder: string,
  { file, times }: { readonly file: RegExp; readonly times: number },
): Promise<void> {
  let watcher: FSWatcher | undefined;
  let left = times;
  await new Promise<void>((resolve) => {
    watcher = watch(folder, (_, name) => {
      if (name !== null && file.test(name) && --left <= 0) resolve();
    });
  });
  watcher?.close();
}

/** What a process that was killed left undone in the folder of its run. */
export function phaseOf(folder: string | undefined, process: number): Phase {
  if (folder === undefined || !isAtWork(folder, process)) return "starting";
  const checkpoints = namesIn(join(folder, "checkpoints"));
  if (checkpoints.some((name) => name.includes(".new-")) || isHalfWritten(checkpoints)) {
    return "writing a checkpoint";
  }
  if (namesIn(folder).some((name) => name.includes(".new-"))) return "writing the status";
  const epochs = checkpoints.filter((name) => /^epoch-\d+\.json$/.test(name));
  if (epochs.length === 0) return "before the first epoch";
  const lastEpoch = Number(/\d+/.exec(epochs.toSorted().at(-1)!)![0]);
  const lines = ["metrics.jsonl", "timings.jsonl"].map(
    (name) => readFileSync(join(folder, name), "utf8").split("\n").length - 1,
  );
  const isAhead = lines.some((count) => count !== lastEpoch + 1);
  return isAhead ? "between a log and its checkpoint" : "in a step";
}

function isAtWork(folder: string, process: number): boolean {
  const lock = join(folder, "run.lock");
  return existsSync(lock) && JSON.parse(readFileSync(lock, "utf8")).process === process;
}

function isHalfWritten(checkpoints: readonly string[]): boolean {
  return checkpoints.some(
    (name) => name.endsWith(".safetensors") && !checkpoints.includes(stateFileOf(name)),
  );
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** A training of four short epochs, of which every checkpoint is kept. */
export const wordsOfFour = [
  "train",
  "model=lenet5",
  "data=generated-digits",
  "trainCount=1500",
  "testCount=100",
  "epochs=4",
  "ladder=every",
];
