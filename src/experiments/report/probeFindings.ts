import { basename } from "node:path";
import { canonicalJson } from "../../core/canonicalJson.ts";
import { messageOf } from "../../core/messageOf.ts";
import { probes } from "../../probes/index.ts";
import type { AnyProbe, ProbeResult } from "../../probing/probe.ts";
import { keysOf, resolveOptions } from "../../probing/resolveOptions.ts";
import type { RunEntry } from "../../runs/listRuns.ts";
import { nameWithoutTime } from "../../runs/paths.ts";
import { StorageError } from "../../storage/storageError.ts";
import { findProbe } from "../probes/findProbe.ts";
import { askedOrder } from "../probes/probeCosts.ts";
import { type AskedProbe, askedProbes } from "../probes/probeFolders.ts";
import { type AnsweringRun, probeResult } from "../probes/probeResult.ts";
import { partOf } from "../resolveParts.ts";

/** A probe, and all that it found. */
export interface ProbeFindings {
  readonly probe: AnyProbe;
  readonly result: ProbeResult<object>;
}

export interface ReadFindingsOptions {
  readonly classes: readonly string[];
  /** Writes a line for people. */
  readonly note: (line: string) => void;
}

/**
 * All that probes found in a run, in the order in which probes are listed; those from files come last. What cannot be
 * shown, for the probe is gone or has become another since, is said.
 *
 * @throws {StorageError} when the run cannot be read
 */
export async function readFindings(
  run: RunEntry,
  options: ReadFindingsOptions,
): Promise<readonly ProbeFindings[]> {
  const findings: ProbeFindings[] = [];
  const shown: AskedProbe[] = [];
  const stale: StaleProbe[] = [];
  for (const asked of inOrder(await askedProbes(run.folder), await askedOrder(run.folder))) {
    const found = await findingsOf(asked, run, { ...options, stale });
    if (!found || found.result.points.length === 0) continue;
    findings.push(found);
    shown.push(asked);
  }
  for (const { asked, line } of stale) {
    if (!shown.some((one) => isSameQuestion(one, asked))) options.note(line);
  }
  return findings;
}

/** A run as figures and tables name it. */
export function answeringRun(
  { folder, name, hash: settings, seed = 0 }: RunEntry,
  hash: string,
): AnsweringRun {
  const label = nameWithoutTime(basename(folder));
  return { folder, label, group: name && settings ? `${name}-${settings}` : label, seed, hash };
}

/** The same runs, those that would be named alike by as much of their folders as tells them apart. */
export function withOwnLabels(runs: readonly AnsweringRun[]): readonly AnsweringRun[] {
  const nameOf = [
    ({ label }: AnsweringRun) => label,
    ({ folder }: AnsweringRun) => basename(folder),
  ];
  return runs.map((run) => {
    const own = nameOf.find(
      (name) => runs.filter((other) => name(other) === name(run)).length === 1,
    );
    return { ...run, label: own ? own(run) : run.folder };
  });
}

/** What an older version measured, and what there is to say of it. */
interface StaleProbe {
  readonly asked: AskedProbe;
  readonly line: string;
}

/** Whether two versions of a probe were asked alike. */
function isSameQuestion(a: AskedProbe, b: AskedProbe): boolean {
  return a.probe === b.probe && canonicalJson(a.options) === canonicalJson(b.options);
}

/** As probes are listed; of one that was asked in several ways, as they were asked. */
function inOrder(asked: readonly AskedProbe[], hashes: readonly string[]): readonly AskedProbe[] {
  const names = Object.keys(probes);
  const place = ({ probe }: AskedProbe) =>
    names.includes(probe) ? names.indexOf(probe) : Infinity;
  return asked.toSorted(
    (a, b) => place(a) - place(b) || hashes.indexOf(a.hash) - hashes.indexOf(b.hash),
  );
}

async function findingsOf(
  asked: AskedProbe,
  run: RunEntry,
  { classes, note, stale }: ReadFindingsOptions & { readonly stale: StaleProbe[] },
): Promise<ProbeFindings | undefined> {
  const { file, options: given, hash, folder } = asked;
  try {
    const { probe, version } = await findProbe(file ?? asked.probe);
    if (version !== asked.version) {
      stale.push({
        asked,
        line: `${asked.title} is not shown: it was measured by version ${asked.version} of "${asked.probe}", which is ${version} by now; \`learnscope probe ${file ?? asked.probe} ${run.folder}\` measures again`,
      });
      return undefined;
    }
    const options = resolveOptions(probe, partOf(given, keysOf(probe)));
    const runs = [answeringRun(run, hash)];
    return { probe, result: await probeResult(probe, { options, runs, classes }) };
  } catch (error) {
    if (error instanceof StorageError) throw error;
    const reason = messageOf(error);
    note(`${asked.title} is not shown: ${reason} ("${folder}")`);
    return undefined;
  }
}
