import { UsageError } from "../../core/errors.ts";
import type { Report, ReportSection } from "../../figures/report.ts";
import { percent } from "../../figures/text.ts";
import { withFigureId } from "../../figures/withFigureId.ts";
import { dataLine } from "../../studies/dataLine.ts";
import { flattened } from "../../studies/writeReport.ts";
import { networks } from "../../zoo/index.ts";
import { differingOptions } from "../probes/differingOptions.ts";
import type { ProbeCost } from "../probes/probeCosts.ts";
import type { ProbeGap } from "../probes/probeGaps.ts";
import { runCurves } from "../runCurves.ts";
import type { RunDetails } from "../runDetails.ts";
import { costSection } from "./costSection.ts";
import type { ProbeFindings } from "./probeFindings.ts";
import { countsOf, type PartCounts, probeSection } from "./probeSection.ts";
import { probeSentences } from "./probeSentence.ts";

/** What the report of a run is made of. */
export interface RunReportOptions {
  readonly details: RunDetails;
  /** What probes found, in the order in which they are to be shown. */
  readonly findings: readonly ProbeFindings[];
  readonly costs: readonly ProbeCost[];
  /** What was wanted, and not measured. */
  readonly gaps?: readonly ProbeGap[];
}

/**
 * What a run learned and when: its curves, and a section for each probe.
 *
 * @throws {UsageError} when it is a study, or no epoch of it is logged yet
 */
export async function runReport({
  details,
  findings,
  costs,
  gaps,
}: RunReportOptions): Promise<Report> {
  checkReportable(details);
  const { entry, configuration, environment = {}, dataset = {} } = details;
  const about = dataOf(dataset);
  const training = await trainingSection(details);
  const { sha256, network: _options, ...rest } = dataset;
  return {
    kind: "run",
    title: `${titleOf(details)} on ${about.title}, seed ${entry.seed ?? 0}`,
    question: "What does this network learn, and when?",
    data: dataLine(about),
    summary: accuracySentences(details),
    findings: probeSentences(findings),
    claims: [],
    sections: [
      training,
      ...(await probeSections(findings, countsOf(about))),
      ...costSection(costs, details.history, gaps),
    ],
    notes: [
      ...(entry.parent
        ? [`Forked from ${entry.parent.run} after epoch ${entry.parent.epoch}: all before is its.`]
        : []),
      "One run of one seed: how far another seed would lie from it, this report does not tell.",
    ],
    configuration: flattened(configuration),
    provenance: {
      ...flattened(rest),
      ...hashesOf(sha256),
      ...flattened({ date: entry.started, folder: entry.folder, ...environment }),
    },
  };
}

function checkReportable({ entry, history }: RunDetails): void {
  if (entry.kind === "study") {
    throw new UsageError(
      `Cannot report on "${entry.folder}": it is a study, needs a training; \`learnscope study report\` writes a study's report`,
    );
  }
  if (history.length > 0) return;
  throw new UsageError(
    `Cannot report on "${entry.folder}": no epoch is logged yet, needs one at least`,
  );
}

/** What people call the network. */
function titleOf({ entry: { name, label } }: RunDetails): string {
  const [, network] = Object.entries(networks).find(([known]) => known === name) ?? [];
  return network?.title ?? name ?? label;
}

interface DataOfReport {
  readonly title: string;
  readonly note: string;
  readonly trainCount: number;
  readonly testCount: number;
}

function dataOf({ title, note, trainCount, testCount }: Readonly<Record<string, unknown>>) {
  const data: DataOfReport = {
    title: String(title ?? "unknown data"),
    note: typeof note === "string" ? note : "",
    trainCount: Number(trainCount ?? 0),
    testCount: Number(testCount ?? 0),
  };
  return data;
}

function accuracySentences({ entry, history, best }: RunDetails): string[] {
  const [first, last] = [history[0]!, history.at(-1)!];
  const accuracy = "test/accuracy";
  const epochs = entry.progress?.epochs ?? last.epoch;
  const unfinished =
    last.epoch < epochs || entry.state !== "done"
      ? [`The training has come to epoch ${last.epoch} of ${epochs}: ${entry.state}.`]
      : [];
  if (last[accuracy] === undefined) return unfinished;
  const start = first.epoch === 0 && first[accuracy] !== undefined ? first[accuracy] : undefined;
  const before =
    start === undefined || last.epoch === 0 ? "" : `, ${percent(start, 1)} before training`;
  return [
    `After epoch ${last.epoch} the network recognises ${percent(last[accuracy], 1)} of the test images${before}.`,
    ...(best && best.epoch !== last.epoch
      ? [
          `Best by ${best.metric.replace("/", " ")} was epoch ${best.epoch} with ${percent(best.value, 1)}.`,
        ]
      : []),
    ...unfinished,
  ];
}

async function trainingSection(details: RunDetails): Promise<ReportSection> {
  const { entry, history } = details;
  const curves = await runCurves(history, { name: titleOf(details), seed: entry.seed });
  return {
    id: "training",
    title: "Training",
    paragraphs: [
      "Training images are measured while they are learned from, each just before the step that it is in, and so with all that is done to them at random; test images after the epoch.",
    ],
    tables: [],
    figures: curves.map((figure) => withFigureId(figure, `training-${figure.id}`)),
  };
}

/** Each probe's section; a probe that was asked in several ways has several, with numbers behind their ids. */
async function probeSections(
  findings: readonly ProbeFindings[],
  counts: PartCounts,
): Promise<ReportSection[]> {
  const seen = new Map<string, number>();
  const sections: ReportSection[] = [];
  const otherwise = differingOptions(
    findings.map(({ probe: { id }, result: { options } }) => ({ id, options })),
  );
  for (const [at, one] of findings.entries()) {
    const number = (seen.get(one.probe.id) ?? 0) + 1;
    seen.set(one.probe.id, number);
    const section = await probeSection(one, counts);
    const titled = otherwise[at] ? `${section.title} (${otherwise[at]})` : section.title;
    const own = { ...section, title: titled };
    sections.push(number === 1 ? own : numbered(own, number));
  }
  return sections;
}

function numbered(section: ReportSection, number: number): ReportSection {
  return {
    ...section,
    id: `${section.id}-${number}`,
    figures: section.figures.map((figure) => withFigureId(figure, `${figure.id}-${number}`)),
  };
}

function hashesOf(sha256: unknown): Record<string, string> {
  if (typeof sha256 !== "object" || sha256 === null) return {};
  return Object.fromEntries(
    Object.entries(sha256).map(([part, hash]) => [`SHA-256 of the ${part} data`, String(hash)]),
  );
}
