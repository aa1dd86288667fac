import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../tools/project.mjs";
import { setup } from "../../tools/setup.mjs";

// Builds the program where its sources are newer; does nothing after `npm test`'s own set-up.
setup(projectRoot, () => {});

/** The command line as it was built. */
export const program = join(projectRoot, "dist/cli/main.js");

/** What a call of the command line did. */
export interface Done {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty folder that nothing else uses. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), "learnscope-e2e-"));
}

/** Runs the real command line, to its end. */
export function learnscope(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Done {
  const options = { encoding: "utf8", env: environmentOf(environment) } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], options);
  return { exitCode: status, stdout, stderr: stderr.replace(fallbackLine, "") };
}

/** Where oneDNN is not there every call says so; no test is about that but one, which asks for it by LEARNSCOPE_ONEDNN. */
const fallbackLine = /^Cannot load oneDNN: "libdnnl.+ going on with the reference backend, .+\n/m;

/** Starts the real command line, to be talked to while it runs. */
export function startLearnscope(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): ChildProcess {
  return spawn(process.execPath, [program, ...args], { env: environmentOf(environment) });
}

/** The value that a call with `--json` prints. */
export function jsonOf({ stdout, stderr, exitCode }: Done) {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`no JSON, exit code ${exitCode}: ${stdout}${stderr}`);
  }
}

export function readJson(...path: readonly string[]) {
  return JSON.parse(readFileSync(join(...path), "utf8"));
}

/** The only entry of a folder. */
export function onlyEntry(...path: readonly string[]): string {
  const folder = join(...path);
  const entries = readdirSync(folder);
  if (entries.length !== 1) throw new Error(`"${folder}" holds ${entries.join(", ")}`);
  return join(folder, entries[0]!);
}

/**
 * No data but those that a test puts somewhere, and one thread: several programs that wait for each other's threads are
 * very slow where there are few cores.
 */
function environmentOf(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { LEARNSCOPE_DATA, LEARNSCOPE_RUNS, LEARNSCOPE_ONEDNN, ...inherited } = process.env;
  return { ...inherited, HOME: makeFolder(), OMP_NUM_THREADS: "1", ...environment };
}

/** The file of a run's last checkpoint. */
export function lastCheckpoint(folder: string): string {
  const names = readdirSync(join(folder, "checkpoints")).filter((name) =>
    name.endsWith(".safetensors"),
  );
  return join(folder, "checkpoints", names.sort().at(-1)!);
}
