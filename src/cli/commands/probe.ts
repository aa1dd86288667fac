import type { Backend } from "../../backends/backend.ts";
import { canonicalJson } from "../../core/canonicalJson.ts";
import { UsageError } from "../../core/errors.ts";
import { text } from "../../core/settings.ts";
import { runsKeys } from "../../experiments/commonKeys.ts";
import { cellOf } from "../../experiments/prepareTraining.ts";
import {
  findRunsToAsk,
  type PreparedRunToAsk,
  prepareRunsToAsk,
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
  probeMemory: probeKeys.probeMemory,
};

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
    const found = await findProbe(name);
    const parts = { first: keys, second: keysOf(found.probe), given };
    const [{ runs: root, to, probeMemory }] = resolveParts(found.probe.id, parts);
    const options = partOf(given, keysOf(found.probe));
    const prepared = await prepareRunsToAsk(await findRunsToAsk(root, references), note);
    const planned = prepared.map((run) => ({
      ...withMemory(run, probeMemory),
      planned: planProbe(found, options, probedTraining(run.prepared)),
    }));
    const probed = await askAll(planned, call);
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
    return await probeOutcome({ probe: found.probe, result, runs: probed, to, note });
  },
};

function withMemory(run: PreparedRunToAsk, probeMemory: number): PreparedRunToAsk {
  const { prepared } = run;
  const { request } = prepared;
  const common = { ...request.common, probeMemory };
  return { ...run, prepared: { ...prepared, request: { ...request, common } } };
}

/** One run after the other, each on what it was trained on. */
async function askAll(
  runs: readonly PlannedRun[],
  { note, words }: Call,
): Promise<readonly ProbedRun[]> {
  const backends = new Map<string, Backend>();
  const progress = await makeAskProgress(process.stderr);
  const done: ProbedRun[] = [];
  try {
    return await interruptible(note, async (signal) => {
      try {
        for (const run of runs) {
          const backend = await backendOf(run, { backends, note });
          const label = run.entry.label;
          const asked = await askOne(run, {
            backend,
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
    backend,
    signal,
    onProgress,
  }: {
    readonly backend: Backend;
    readonly signal: AbortSignal;
    readonly onProgress: (done: number, of: number) => void;
  },
): Promise<AskedRun> {
  const cell = cellOf(prepared, seed);
  const { count } = prepared.dataset.train;
  return await askRun(planned, askingRun(entry.folder, prepared, backend), {
    epochs,
    learningRateAt: (epoch) => learningRateAt(cell, count, epoch),
    signal,
    onProgress,
  });
}

/** What a run was trained on, in f32 as all probes are; opened once for all runs that share it. */
async function backendOf(
  { prepared }: PlannedRun,
  { backends, note }: { readonly backends: Map<string, Backend>; readonly note: Call["note"] },
): Promise<Backend> {
  const common = { ...prepared.request.common, precision: "f32" } as const;
  const request = { ...prepared.request, common };
  const { backend: name, threads, convolution } = common;
  const key = canonicalJson({ name, threads, convolution });
  const backend = backends.get(key) ?? (await openEngine(request, { given: {}, note })).backend;
  backends.set(key, backend);
  return backend;
}
