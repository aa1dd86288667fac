import { availableParallelism } from "node:os";
import { canonicalJson } from "../core/canonicalJson.ts";
import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";
import { cellOf } from "../experiments/prepareTraining.ts";
import { type CellState, openStates, readCellStatus } from "../experiments/sweep/cellState.ts";
import { sweepCells } from "../experiments/sweep/sweepCells.ts";
import type { Sweep } from "../experiments/sweep/sweepFile.ts";
import type { CellResult } from "../experiments/sweep/sweepResults.ts";
import type { TrainingRequest } from "../experiments/trainingRequest.ts";
import { trainCommonKeys } from "../experiments/trainKeys.ts";
import { checkpointsSize } from "../studies/checkpointsSize.ts";
import { makeNetwork } from "../zoo/index.ts";
import { askedText } from "./askedText.ts";
import { type Engine, openEngine } from "./openEngine.ts";
import { type CellMemory, cellMemory, dataMemory } from "./sweepMemory.ts";

/** Every cell of a sweep as it is now. */
export interface FoundSweep {
  readonly found: readonly CellResult[];
  readonly backend: Engine["backend"];
}

/**
 * Looks for every cell of a sweep.
 *
 * @throws {UsageError} as `sweepCells` does
 * @throws {StorageError} when a folder cannot be read
 */
export async function findSweep(
  sweep: Sweep,
  { runs, note }: { readonly runs: string; readonly note: (line: string) => void },
): Promise<FoundSweep> {
  const noteOnce = onceEach(note);
  const engines = new Map<string, Engine>();
  const settle = async (request: Engine["request"]) => {
    const { backend, precision, convolution } = request.common;
    const key = canonicalJson({ backend, precision, convolution });
    const engine =
      engines.get(key) ?? (await openEngine(request, { given: sweep.base, note: noteOnce }));
    engines.set(key, engine);
    const { common } = engine.request;
    const settled = { backend: common.backend, precision: common.precision };
    return { ...request, common: { ...request.common, ...settled } };
  };
  const cells = await sweepCells(sweep, { runs, note: noteOnce, settle });
  // What a training of its own would be refused for is not to fail in every cell.
  const asking = new Map(cells.map(({ request }) => [request.common.probes, request]));
  for (const request of asking.values()) await askedText(request);
  const found: CellResult[] = [];
  for (const cell of cells) found.push({ cell, status: await readCellStatus(cell.path) });
  return { found, backend: [...engines.values()][0]!.backend };
}

/** What every cell has to say is said once. */
function onceEach(note: (line: string) => void): (line: string) => void {
  const said = new Set<string>();
  return (line) => {
    if (!said.has(line)) note(line);
    said.add(line);
  };
}

/**
 * The states that were asked for, all in which there is something to do where none were.
 *
 * @throws {UsageError} when there is no such state
 */
export function statesToRun(only: string | undefined): readonly CellState[] {
  if (only === undefined) return openStates;
  return only.split(",").map((word) => {
    const state = openStates.find((open) => open === word.trim());
    if (state) return state;
    throw new UsageError(
      `Cannot run "sweep": "--only ${only}" was given, ${needs(word, openStates)}`,
    );
  });
}

/** How the cells that are to be run share the machine. */
export interface SharedMachine {
  /** Cells at once. */
  readonly jobs: number;
  /** Of each cell that is made now; one that is there keeps its own. */
  readonly threads: number;
  /** Null where nobody asked. */
  readonly memory: CellMemory | null;
  /** What the checkpoints of all cells that are to be run take at most, about. Units: bytes */
  readonly disk: number;
}

export interface ShareMachineOptions extends FoundSweep {
  readonly sweep: Sweep;
  /** As many as were asked for. */
  readonly jobs: number | "auto";
  readonly isDryRun: boolean;
}

/**
 * As many cells at once as there are cores and there is memory for, and the cores divided among them.
 *
 * @throws {UsageError | DataError} when the data of a cell cannot be read
 */
export async function shareMachine(options: ShareMachineOptions): Promise<SharedMachine> {
  const { sweep, found, backend, jobs, isDryRun } = options;
  const cores = availableParallelism();
  const requests = [...new Set(found.map(({ cell }) => cell.request))];
  if (requests.length === 0) return { jobs: 1, threads: cores, memory: null, disk: 0 };
  const data = await dataMemory(requests);
  const isAsked = jobs === "auto" || isDryRun;
  const memory = isAsked ? await cellMemory(requests, { backend, data }) : null;
  const given = threadsAsked(sweep, requests[0]!);
  const usual = Math.min(
    found.length,
    Math.max(1, Math.floor(cores / (given ?? 1))),
    memory ? Math.max(1, Math.floor(process.availableMemory() / memory.total)) : found.length,
  );
  const slots = jobs === "auto" ? usual : Math.min(jobs, found.length);
  const threads = given ?? Math.max(1, Math.floor(cores / slots));
  return { jobs: slots, threads, memory, disk: diskOf(found) };
}

/** By the networks' own options where those that fit the data are not known yet. */
function diskOf(found: readonly CellResult[]): number {
  const sizes = found.map(({ cell: { request, seed } }) => {
    const { options } = makeNetwork(request.settings.model, request.chosen);
    return checkpointsSize(cellOf({ request, options }, seed), request.common.ladder);
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** How many threads a cell is to have, typed, in the file, or by OMP_NUM_THREADS; nothing where nobody said. */
function threadsAsked({ base }: Sweep, { common }: TrainingRequest): number | undefined {
  const isSaid = "threads" in base || trainCommonKeys.threads.default !== availableParallelism();
  return isSaid ? common.threads : undefined;
}
