import type { Backend } from "../../backends/backend.ts";
import { UsageError } from "../../core/errors.ts";
import { text, yesOrNo } from "../../core/settings.ts";
import { backendKeys, runsKeys } from "../../experiments/commonKeys.ts";
import { cellOf } from "../../experiments/prepareTraining.ts";
import {
  findRunsToAsk,
  type PreparedRunToAsk,
  prepareRunsToAsk,
  withoutRepeats,
} from "../../experiments/probes/askedRuns.ts";
import { askingRun } from "../../experiments/probes/askingRun.ts";
import { type AskedRun, askRun } from "../../experiments/probes/askRun.ts";
import { findProbe } from "../../experiments/probes/findProbe.ts";
import { learningRateAt } from "../../experiments/probes/learningRateAt.ts";
import { type PlannedProbe, planProbe } from "../../experiments/probes/planProbes.ts";
import { probedTraining } from "../../experiments/probes/planTrainingProbes.ts";
import { probeKeys } from "../../experiments/probes/probeKeys.ts";
import { probeResult } from "../../experiments/probes/probeResult.ts";
import { answeringRun, withOwnLabels } from "../../experiments/report/probeFindings.ts";
import { partOf, resolveParts } from "../../experiments/resolveParts.ts";
import { keysOf } from "../../probing/resolveOptions.ts";
import type { Call, Command } from "../command.ts";
import { interruptible } from "../interruptible.ts";
import { openEngine } from "../openEngine.ts";
import { type ProbedRun, probeOutcome } from "../probeOutcome.ts";
import { makeAskProgress } from "../progress/askProgress.ts";

const keys = {
  ...runsKeys,
  to: text("", "folder for figures, and for a report where several runs are asked"),
  report: yesOrNo(true, "whether a single run's report is written again, which takes some seconds"),
  probeMemory: probeKeys.probeMemory,
  backend: backendKeys.backend,
  threads: {
    ...backendKeys.threads,
    description:
      "threads, or OMP_NUM_THREADS; by default as many as the first run was trained with",
  },
};

/** Words that stand for several probes. */
const severalProbes = /^all$|,/;

/** A run, and what it is to be asked. */
interface PlannedRun extends PreparedRunToAsk {
  readonly planned: PlannedProbe;
}

/** Asks runs that are there what a probe asks, over all their checkpoints. */
export const probe: Command = {
  keys,
  async run(call) {
    const { targets, given, note } = call;
    const [name, ...references] = targets;
    if (name === undefined || references.length === 0) {
      throw new UsageError(
        `Cannot run "probe": ${name === undefined ? "nothing" : `only "${name}"`} was named, needs a probe and a run, such as activations newest; \`learnscope probes ls\` and \`learnscope runs ls\` list them`,
      );
    }
    if (severalProbes.test(name)) {
      throw new UsageError(
        `Cannot ask "${name}" of a run: these are several probes, needs one at a time, such as \`learnscope probe accuracy ${references.join(" ")}\``,
      );
    }
    const found = await findProbe(name);
    const parts = { first: keys, second: keysOf(found.probe), given };
    const [{ runs: root, to, report, probeMemory, ...engine }] = resolveParts(
      found.probe.id,
      parts,
    );
    const options = partOf(given, keysOf(found.probe));
    const runs = withoutRepeats(await findRunsToAsk(root, references), note);
    const prepared = await prepareRunsToAsk(runs, note);
    const planned = prepared.map((run) => ({
      ...withMemory(run, probeMemory),
      planned: planProbe(found, options, probedTraining(run.prepared)),
    }));
    const probed = await askAll(planned, {
      ...call,
      open: onceOpened(planned[0]!, { call, engine }),
    });
    const result = await probeResult(found.probe, {
      options: planned[0]!.planned.options,
      runs: withOwnLabels(
        planned.map(({ entry, epochs, planned: { hash } }) => ({
          ...answeringRun(entry, hash),
          epochs,
        })),
      ),
      classes: planned[0]!.prepared.dataset.classes,
    });
    return await probeOutcome({ probe: found.probe, result, runs: probed, to, report, note });
  },
};

function withMemory(run: PreparedRunToAsk, probeMemory: number): PreparedRunToAsk {
  const { prepared } = run;
  const { request } = prepared;
  const common = { ...request.common, probeMemory };
  return { ...run, prepared: { ...prepared, request: { ...request, common } } };
}

/** One run after the other. */
async function askAll(
  runs: readonly PlannedRun[],
  { note, words, open }: Call & { readonly open: () => Promise<Backend> },
): Promise<readonly ProbedRun[]> {
  const progress = await makeAskProgress(process.stderr);
  const done: ProbedRun[] = [];
  try {
    return await interruptible(note, async (signal) => {
      try {
        for (const run of runs) {
          const label = run.entry.label;
          const asked = await askOne(run, {
            open,
            signal,
            onProgress: (own, of) => progress.update({ run: label, done: own, of }),
          });
          done.push({ ...run, ...asked });
        }
        return done;
      } catch (error) {
        if (signal.aborted)
          note(`What was measured is kept; \`learnscope probe ${words.join(" ")}\` goes on`);
        throw error;
      }
    });
  } finally {
    progress.stop();
  }
}

async function askOne(
  { entry, epochs, seed, prepared, planned }: PlannedRun,
  {
    open,
    signal,
    onProgress,
  }: {
    readonly open: () => Promise<Backend>;
    readonly signal: AbortSignal;
    readonly onProgress: (done: number, of: number) => void;
  },
): Promise<AskedRun> {
  const cell = cellOf(prepared, seed);
  const { count } = prepared.dataset.train;
  return await askRun(planned, askingRun(entry.folder, prepared, open), {
    epochs,
    learningRateAt: (epoch) => learningRateAt(cell, count, epoch),
    signal,
    onProgress,
  });
}

/**
 * What computes for all runs: a process has room for one library with one number of threads. What nobody chose is as the
 * first run was trained; in f32 as all probes are. It is opened when the first measurement is made.
 */
function onceOpened(
  { prepared: { request } }: PlannedRun,
  {
    call: { given, note },
    engine,
  }: {
    readonly call: Call;
    readonly engine: { readonly backend: Backend["name"]; readonly threads: number };
  },
): () => Promise<Backend> {
  const { backend, threads } = engine;
  const common = {
    ...request.common,
    ...("backend" in given ? { backend } : {}),
    ...("threads" in given || process.env.OMP_NUM_THREADS ? { threads } : {}),
    precision: "f32",
  } as const;
  let opened: Promise<Backend> | undefined;
  return () => {
    opened ??= openEngine({ ...request, common }, { given: partOf(given, { backend }), note }).then(
      ({ backend: own }) => own,
    );
    return opened;
  };
}
