import { messageOf } from "../../core/messageOf.ts";
import type { Figure } from "../../figures/figure.ts";
import { groupBy } from "../../figures/groupBy.ts";
import { emptinessOf } from "../../figures/probes/readingCurves.ts";
import type { ReportSection } from "../../figures/report.ts";
import type { ProbePoint } from "../../probing/measurement.ts";
import type { AnyProbe, ProbeResult } from "../../probing/probe.ts";
import type { Part } from "../../probing/probeOptions.ts";
import { readingRows } from "../../probing/readingRows.ts";
import { keysOf } from "../../probing/resolveOptions.ts";
import { epochsOf } from "./foundNumbers.ts";
import { probeFigures } from "./probeFigures.ts";
import type { ProbeFindings } from "./probeFindings.ts";
import { overviewTable, readingsTable } from "./readingsTable.ts";
import { sharedSentences } from "./sharedSentences.ts";

/** How many images each part of the data has; nothing where that is not known. */
export type PartCounts = Readonly<Partial<Record<Part, number>>>;

/** What is known of the data's size. */
export function countsOf(data: {
  readonly trainCount: number;
  readonly testCount: number;
}): PartCounts {
  return { train: data.trainCount, test: data.testCount };
}

/** What a probe found, as a section of a report. */
export async function probeSection(
  { probe, result }: ProbeFindings,
  counts: PartCounts,
): Promise<ReportSection> {
  const { title, question, caveats } = probe;
  const { points, overview } = result;
  const overall = overview && overviewTable(overview, [...new Set(points.map(({ run }) => run))]);
  const table = readingsTable(points);
  const { figures: drawn, words } = await figuresOf({ probe, result: asFound(result, counts) });
  const { figures, shared } = sharedSentences(drawn);
  return {
    id: `probe-${probe.id.replaceAll("+", "-plus")}`,
    title,
    paragraphs: [
      question,
      `${lookedAtText({ probe, result }, counts)} Method: ${probe.source}.`,
      ...emptyTexts(points),
      ...words,
      ...(shared.length > 0 ? [`In the figures: ${shared.join(" ")}`] : []),
    ],
    notes: caveats,
    tables: [],
    figures,
    lookedUp: [...(overall ? [overall] : []), ...(table.rows.length > 0 ? [table] : [])],
  };
}

/** Of quantities that there is nothing to draw of, a sentence each. */
function emptyTexts(points: readonly ProbePoint[]): string[] {
  const quantities = groupBy(readingRows(points), ({ quantity }) => quantity);
  return [...quantities].flatMap(([quantity, rows]) => {
    const why = emptinessOf(rows);
    if (!why) return [];
    const name = `${quantity[0]!.toUpperCase()}${quantity.slice(1)}`;
    const layers = new Set(rows.map(({ layer }) => layer)).size > 1 ? " in all layers" : "";
    if (why === "all 0") return [`${name}: 0${layers} at all epochs asked.`];
    const reasons = [...new Set(rows.flatMap(({ reason }) => reason ?? []))];
    return [`${name}: no number${layers}, for ${reasons.join(", or ")}.`];
  });
}

/** With as many images as there were: figures say how many were looked at, not how many were wished for. */
export function asFound(result: ProbeResult<object>, counts: PartCounts): ProbeResult<object> {
  const { options } = result;
  const found = (count: number, part: Part) => {
    const there = counts[part] || count;
    return count === 0 ? there : Math.min(count, there);
  };
  const count = found(options.count, options.part);
  const fitCount = found(options.fitCount, "train");
  return { ...result, options: { ...options, count, fitCount } };
}

/** A probe of one's own that cannot draw is no reason to lose what all others found. */
async function figuresOf({
  probe,
  result,
}: ProbeFindings): Promise<{ readonly figures: readonly Figure[]; readonly words: string[] }> {
  try {
    return { figures: await probeFigures(probe, result), words: [] };
  } catch (error) {
    const reason = messageOf(error);
    return { figures: [], words: [`There are no figures, for drawing them failed: ${reason}.`] };
  }
}

/** What a probe looked at and when, in sentences. */
export function lookedAtText({ probe, result }: ProbeFindings, counts: PartCounts): string {
  const { options, points, untrained } = result;
  const epochs = epochsOf(points);
  const looked = probe.images
    ? `Looked at ${imagesText(options.count, options.part, counts)}`
    : "Looked at the weights alone";
  const fitted =
    probe.fitCount === undefined
      ? ""
      : `, fitted to ${imagesText(options.fitCount, "train", counts)}`;
  const when = `, after ${epochsText(epochs)}`;
  const beside =
    untrained.length === 0
      ? ""
      : ` Beside it, ${untrained.length} networks of the same kind that have learned nothing.`;
  return `${looked}${fitted}${when}.${beside}${optionsText(probe, options)}`;
}

/** More epochs are not counted up. */
const mostEpochs = 12;

function epochsText(epochs: readonly number[]): string {
  if (epochs.length === 1) return `epoch ${epochs[0]}`;
  if (epochs.length <= mostEpochs) return `epochs ${epochs.join(", ")}`;
  return `${epochs.length} epochs from ${epochs[0]} to ${epochs.at(-1)}`;
}

function imagesText(count: number, part: Part, counts: PartCounts): string {
  const words = { train: "training", validation: "validation", test: "test" } as const;
  const there = counts[part];
  const number = (value: number) => value.toLocaleString("en-US");
  if (count > 0 && (there === undefined || count < there)) {
    return `${number(count)} of the ${words[part]} images, drawn at random`;
  }
  return there === undefined
    ? `all ${words[part]} images`
    : `all ${number(there)} ${words[part]} images`;
}

const imageKeys = ["part", "count", "fitCount"];

/** What of a probe was not said above. */
function optionsText(probe: AnyProbe, options: object): string {
  const values: Readonly<Record<string, unknown>> = { ...options };
  const own = Object.keys(keysOf(probe)).filter((key) => !imageKeys.includes(key));
  if (own.length === 0) return "";
  return ` Options: ${own.map((key) => `${key}=${String(values[key])}`).join(", ")}.`;
}
