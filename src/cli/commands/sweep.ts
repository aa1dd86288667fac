import { join } from "node:path";
import { z } from "zod";
import { UsageError } from "../../core/errors.ts";
import { resolveSettings, type Setting } from "../../core/settings.ts";
import { sizeText } from "../../core/sizeText.ts";
import { intervalKey, runsKeys } from "../../experiments/commonKeys.ts";
import { isConfigFile, neededConfigFile } from "../../experiments/config/configKind.ts";
import { readConfigFile } from "../../experiments/config/readConfigFile.ts";
import { partOf } from "../../experiments/resolveParts.ts";
import { advanceSweep } from "../../experiments/sweep/advanceSweep.ts";
import { readCellStatus } from "../../experiments/sweep/cellState.ts";
import type { SweepCell } from "../../experiments/sweep/sweepCells.ts";
import { checkSweep, claimsOf } from "../../experiments/sweep/sweepClaims.ts";
import { parseSweep, type Sweep } from "../../experiments/sweep/sweepFile.ts";
import { makeCells, sweepFiles, writeSweep } from "../../experiments/sweep/sweepFolder.ts";
import { otherDataOf, readHistories } from "../../experiments/sweep/sweepHistory.ts";
import { type SweepReportOptions, writeSweepReport } from "../../experiments/sweep/sweepReport.ts";
import { type CellResult, resultsCsv, statesOf } from "../../experiments/sweep/sweepResults.ts";
import { experimentFolderOf } from "../../runs/paths.ts";
import { statesText } from "../../runs/stateCounts.ts";
import { requireSpace } from "../../storage/freeSpace.ts";
import { writeFile } from "../../storage/writeFile.ts";
import type { Call, Command, Outcome } from "../command.ts";
import { interruptible } from "../interruptible.ts";
import { makeLocalRunner } from "../localRunner.ts";
import { namingFile } from "../namingFile.ts";
import { makeSweepProgress } from "../progress/sweepProgress.ts";
import { type SweepOutcomeOptions, sweepOutcome } from "../sweepOutcome.ts";
import { findSweep, type SharedMachine, shareMachine, statesToRun } from "../sweepPlan.ts";
import { textTable } from "../textTable.ts";

const jobs: Setting<number | "auto"> = {
  schema: z.union([z.literal("auto"), z.coerce.number().int().min(1).max(1024)]),
  default: "auto",
  description: "trainings at once; auto: as many as there are cores and memory for",
  needs: '"auto" or a whole number from 1 to 1024',
};

const keys = { ...runsKeys, ...intervalKey, jobs };

/** Takes every training of a sweep to its end; those that are done are never done again. */
export const sweep: Command = {
  keys,
  async run(call) {
    const given = partOf(call.given, keys);
    const { runs, interval, jobs: jobsAsked } = resolveSettings("sweep", keys, { given });
    const only = statesToRun(call.only);
    const asked = await sweepOf(call);
    claimsOf(asked); // what is wrong with them is said before anything is trained
    const { found, backend } = await namingFile(call.target, () =>
      findSweep(asked, { runs, note: call.note }),
    );
    const toRun = found.filter(({ status }) => only.some((state) => state === status.state));
    const machine = await shareMachine({
      sweep: asked,
      found: toRun,
      backend,
      jobs: jobsAsked,
      isDryRun: call.dryRun,
    });
    const cells = toRun.map(({ cell }) => withThreads(cell, machine.threads));
    if (call.dryRun) return planOutcome(asked, { found, cells, machine });
    await requireSpace(join(runs, asked.name), machine.disk);
    await writeSweep(runs, asked, ["sweep", ...call.words]);
    await makeCells(cells);
    await advance(cells, machine, call);
    const results: CellResult[] = [];
    for (const { cell } of found) results.push({ cell, status: await readCellStatus(cell.path) });
    const folder = experimentFolderOf(runs, asked.name);
    return sweepOutcome({
      sweep: asked,
      folder,
      results,
      interval,
      ...(await write(asked, { folder, results, interval })),
    });
  },
};

async function sweepOf({ target, given }: Call): Promise<Sweep> {
  if (target === undefined || !isConfigFile(target)) {
    const what = target === undefined ? "no file was named" : `"${target}" was given`;
    throw new UsageError(`Cannot run "sweep": ${what}, ${neededConfigFile}`);
  }
  const own = Object.keys(keys);
  const typed = Object.fromEntries(Object.entries(given).filter(([key]) => !own.includes(key)));
  return parseSweep(await readConfigFile(target), { path: target, typed });
}

function withThreads(cell: SweepCell, threads: number): SweepCell {
  const { request } = cell;
  return { ...cell, request: { ...request, common: { ...request.common, threads } } };
}

/** Writes table and report of what is done so far. */
async function write(
  asked: Sweep,
  { folder, results, interval }: Pick<SweepReportOptions, "folder" | "results" | "interval">,
): Promise<Pick<SweepOutcomeOptions, "claims" | "report">> {
  await writeFile(join(folder, sweepFiles.results), resultsCsv(results));
  const histories = await readHistories(results);
  const claims = checkSweep(asked, histories, otherDataOf(asked, histories));
  if (histories.length === 0) return { claims, report: undefined };
  const report = await writeSweepReport(asked, { folder, results, histories, claims, interval });
  return { claims, report };
}

async function advance(
  cells: readonly SweepCell[],
  machine: SharedMachine,
  { note, target }: Call,
): Promise<void> {
  const progress = await makeSweepProgress(process.stderr, cells.length);
  try {
    await interruptible(note, async (signal) => {
      await advanceSweep(cells, {
        runner: makeLocalRunner(machine.jobs),
        signal,
        onStart: progress.start,
        onEnd: progress.end,
      });
      if (signal.aborted) note(`\`learnscope sweep ${target}\` goes on`);
      signal.throwIfAborted();
    });
  } finally {
    progress.stop();
  }
}

interface SweepPlan {
  readonly found: readonly CellResult[];
  readonly cells: readonly SweepCell[];
  readonly machine: SharedMachine;
}

/** What would be done. */
function planOutcome(
  { name, base, seeds }: Sweep,
  { found, cells, machine: { jobs, threads, memory, disk } }: SweepPlan,
): Outcome {
  const states = statesOf(found);
  const factors = [...new Set(found.flatMap(({ cell }) => Object.keys(cell.point)))];
  const rows = found.map(({ cell, status }) => [
    ...factors.map((factor) => cell.point[factor] ?? null),
    String(cell.seed),
    status.state,
    cell.path,
  ]);
  const needed = memory
    ? `; a training needs about ${sizeText(memory.total)} (step ${sizeText(memory.step)}, data ${sizeText(memory.data)}, program ${sizeText(memory.program)})`
    : "";
  return {
    json: {
      sweep: name,
      base,
      seeds,
      states,
      toRun: cells.length,
      jobs,
      threads,
      memory,
      disk,
      cells: found.map(({ cell: { point, seed, path }, status: { state } }) => ({
        point,
        seed,
        folder: path,
        state,
      })),
    },
    text: [
      textTable({ columns: [...factors, "seed", "state", "folder"], rows }),
      "",
      `${statesText(states)}; ${cells.length} to run, ${jobs} at once, with ${threads} ${threads === 1 ? "thread" : "threads"} each${needed}; checkpoints take up to ${sizeText(disk)}`,
    ].join("\n"),
  };
}
