import { relative, resolve, sep } from "node:path";
import { UsageError } from "../core/errors.ts";
import { suggest } from "../core/suggest.ts";
import { readRuns } from "./listRuns.ts";
import { cellsFolder, runFiles } from "./paths.ts";
import { isReadable } from "./readFile.ts";
import { type RunPlace, runPlaces } from "./runPlaces.ts";

/** How many runs a message names. */
const mostNamed = 5;

/**
 * The folders of the runs that references name, each once. A reference is the path of a run's folder, `newest`, or a part of
 * `<experiment>/<folder>`, which then stands for all runs that have it: a hash for all its seeds, an experiment for all its
 * runs. `*` stands for any characters. A whole name goes before a part of others, and `-s1` is not a part of `-s10`.
 *
 * @throws {UsageError} when a reference names no run
 * @throws {StorageError} when the runs cannot be read
 */
export async function findRuns(
  root: string,
  references: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const reference of references) found.push(...(await runsNamed(root, reference)));
  return [...new Map(found.map((folder) => [resolve(folder), folder])).values()];
}

/**
 * The folder of the one run that a reference names.
 *
 * @throws {UsageError} when it names none, or several
 * @throws {StorageError} when the runs cannot be read
 */
export async function findRun(root: string, reference: string): Promise<string> {
  const [found, ...others] = await runsNamed(root, reference);
  if (others.length === 0) return found!;
  const all = [found!, ...others];
  const named = all.slice(0, mostNamed).map((folder) => `"${folder}"`);
  const more = all.length > mostNamed ? ` and ${all.length - mostNamed} more` : "";
  throw new UsageError(
    `Cannot find the one run "${reference}": ${all.length} runs have that, ${named.join(", ")}${more}, needs more of its name`,
  );
}

/** At least one. */
async function runsNamed(root: string, reference: string): Promise<readonly string[]> {
  if (await isReadable(resolve(reference, runFiles.manifest))) return [reference];
  const part = partOf(root, reference);
  const places = await runPlaces(root, { cells: part.includes(`/${cellsFolder}/`) });
  const named = reference === "newest" ? places : placesNamed(places, part);
  const runs = await readRuns(named);
  if (runs.length === 0) throw notFound(root, { reference, places });
  if (reference !== "newest") return runs.map(({ folder }) => folder);
  const newest = runs.reduce((a, b) => ((a.started ?? "") <= (b.started ?? "") ? b : a));
  return [newest.folder];
}

/** A path below the folder of all runs is a name with that folder before it. */
function partOf(root: string, reference: string): string {
  const path = relative(root, resolve(reference)).split(sep).join("/");
  const isBelow = path !== "" && !path.startsWith("..");
  return isBelow ? path : reference.replace(/\/+$/, "");
}

/** Those of which it is the whole name, or else those that have it in their names. */
function placesNamed(places: readonly RunPlace[], part: string): readonly RunPlace[] {
  if (part === "") return [];
  const whole = places.filter(({ label, experiment }) => {
    return part === label || part === experiment || part === label.slice(experiment.length + 1);
  });
  return whole.length > 0 ? whole : places.filter(({ label }) => isPartOf(label, part));
}

/** Whether a text has a part, in which `*` stands for any characters. */
export function isPartOf(text: string, part: string): boolean {
  const literal = part.split(/\*+/).map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const wholeSeed = /s\d+$/.test(part) ? "(?!\\d)" : "";
  return new RegExp(literal.join(".*") + wholeSeed, "s").test(text);
}

function notFound(
  root: string,
  { reference, places }: { readonly reference: string; readonly places: readonly RunPlace[] },
): UsageError {
  if (places.length === 0) {
    return new UsageError(
      `Cannot find the run "${reference}": there are no runs in "${root}", needs \`learnscope train\` first`,
    );
  }
  const near = suggest(reference, namesOf(places));
  const meant = near === undefined ? "" : `; did you mean "${near}"`;
  return new UsageError(
    `Cannot find the run "${reference}": no name in "${root}" has that, needs a path or a part of a name; \`learnscope runs ls\` lists them${meant}`,
  );
}

/** What may have been meant: experiments, networks with their hashes, folders, and all of it. */
function namesOf(places: readonly RunPlace[]): ReadonlySet<string> {
  return new Set(
    places.flatMap(({ experiment, label }) => {
      const folder = label.slice(experiment.length + 1);
      const [, rest = folder] = /^\d{8}T\d{6}Z-(.+)$/.exec(folder) ?? [];
      const [, network = rest] = /^(.+)-[0-9a-f]{6,}(-s\d+)?(-\d+)?$/.exec(rest) ?? [];
      return [experiment, network, rest, folder, label];
    }),
  );
}
