import type { Dataset } from "../data/dataset.ts";
import type { PreparedRunToAsk } from "../experiments/probes/askedRuns.ts";
import type { AskedRun } from "../experiments/probes/askRun.ts";
import { probeFigures } from "../experiments/report/probeFigures.ts";
import type { ProbeFindings } from "../experiments/report/probeFindings.ts";
import { asFound, lookedAtText, type PartCounts } from "../experiments/report/probeSection.ts";
import { writeProbeReport } from "../experiments/report/writeProbeReport.ts";
import type { Measurement } from "../probing/measurement.ts";
import { writeFigures } from "../studies/writeFigures.ts";
import type { Outcome } from "./command.ts";
import { overviewText, readingsText } from "./readingsText.ts";
import { reportOf } from "./reportOf.ts";

/** A run that was asked, and how much of that was to be measured. */
export interface ProbedRun extends PreparedRunToAsk, AskedRun {}

export interface ProbeOutcomeOptions extends ProbeFindings {
  readonly runs: readonly ProbedRun[];
  /** Folder for figures, and for a report of several runs; none where it is "". */
  readonly to: string;
  /** Whether a single run's own report is written again. */
  readonly report: boolean;
  /** Writes a line for people. */
  readonly note: (line: string) => void;
}

/** What `probe` says of what it found. */
export async function probeOutcome(options: ProbeOutcomeOptions): Promise<Outcome> {
  const { probe, result, runs } = options;
  const { points, overview, untrained } = result;
  const known = runs.reduce((sum, run) => sum + run.known, 0);
  const measured = runs.reduce((sum, run) => sum + run.measured, 0);
  const { report, files } = await writeFiles(options);
  const { id, title, question, source, caveats } = probe;
  const counts = countsIn(runs[0]!.prepared.dataset);
  return {
    json: {
      probe: id,
      title,
      question,
      source,
      caveats,
      options: result.options,
      known,
      measured,
      runs: runs.map(({ entry, seed, ...asked }) => ({
        folder: entry.folder,
        seed,
        known: asked.known,
        measured: asked.measured,
      })),
      points: points.map(({ run, group, seed, epoch, ...found }) => ({
        run,
        group,
        seed,
        epoch,
        ...withoutArrays(found),
      })),
      untrained: untrained.map(withoutArrays),
      overview: overview ? withoutArrays(overview) : null,
      report,
      files,
    },
    text: [
      `${title}: ${question}`,
      lookedAtText({ probe, result }, counts),
      knownText(known, measured),
      "",
      readingsText(points),
      ...(overview ? overviewText(overview).map((block) => `\n${block}`) : []),
      "",
      ...caveats.map((caveat) => `Mind: ${caveat}`),
      ...files,
      ...(report === null ? [] : [`Report: ${report}`]),
    ].join("\n"),
  };
}

function countsIn({ train, test, validation }: Dataset): PartCounts {
  return {
    train: train.count,
    test: test.count,
    ...(validation ? { validation: validation.count } : {}),
  };
}

/** How much of it was to be done. */
function knownText(known: number, measured: number): string {
  if (measured === 0) return `All ${known} answers were there already, nothing was measured`;
  if (known === 0) return `Answers that were measured: ${measured}`;
  return `Answers that were there already: ${known}; that were measured: ${measured}`;
}

/** A single run's own report, and what was asked for besides. */
async function writeFiles({ probe, result, runs, to, report, note }: ProbeOutcomeOptions): Promise<{
  readonly report: string | null;
  readonly files: readonly string[];
}> {
  const [run, ...others] = runs;
  if (others.length > 0) {
    return to === ""
      ? { report: null, files: [] }
      : await writeProbeReport({ probe, result, runs, to });
  }
  const { entry, prepared } = run!;
  const found = asFound(result, countsIn(prepared.dataset));
  const files = to === "" ? [] : await writeFigures(to, await probeFigures(probe, found));
  if (!report) return { report: null, files };
  note("Writing the report; report=false leaves it as it is");
  return { report: await reportOf(entry.folder, prepared, note), files };
}

/** Tensors are in files. */
function withoutArrays({ readings, details }: Measurement): Omit<Measurement, "arrays"> {
  return { readings, ...(details === undefined ? {} : { details }) };
}
