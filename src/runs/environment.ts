import { availableParallelism, cpus, totalmem } from "node:os";
import { programVersion } from "./programVersion.ts";
import { schemaVersion } from "./schemaVersion.ts";

/** On what something ran. */
export interface Environment {
  readonly schema: number;
  readonly learnscope: string;
  readonly node: string;
  readonly platform: string;
  readonly processor: string;
  readonly threadsAvailable: number;
  readonly memoryGiB: number;
  /** What computed, in words: library, version, instruction set, threads. */
  readonly backend: string;
  /** What activations were computed in, which is not what was asked for where the machine cannot do that. */
  readonly precision: string;
  /** What was typed, without the program's path. */
  readonly command: readonly string[];
}

/** The machine and the program as they are now. */
export function environmentOf(run: {
  readonly backend: string;
  readonly precision: string;
  readonly command: readonly string[];
}): Environment {
  return {
    schema: schemaVersion,
    learnscope: programVersion(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    threadsAvailable: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    ...run,
  };
}
