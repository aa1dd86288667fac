import { basename, dirname, relative, resolve, sep } from "node:path";
import { UsageError } from "../core/errors.ts";
import { suggest } from "../core/suggest.ts";
import { type RunEntry, readRuns } from "./listRuns.ts";
import { cellsFolder, nameWithoutTime } from "./paths.ts";
import { type RunPlace, runPlaces } from "./runPlaces.ts";

/** How many runs a message names. */
const mostNamed = 5;

/**
 * The runs that references name, each once. A reference is the path of a run's folder, `newest`, or a part of
 * `<experiment>/<folder>`, which then stands for all runs that have it: a hash for all its seeds, an experiment for all its
 * runs. `*` stands for any characters. A whole name goes before a part of others, and `-s1` is not a part of `-s10`.
 *
 * @throws {UsageError} when a reference names no run
 * @throws {StorageError} when the runs cannot be read
 */
export async function findEntries(
  root: string,
  references: readonly string[],
): Promise<readonly RunEntry[]> {
  const found: RunEntry[] = [];
  for (const reference of references) found.push(...(await entriesNamed(root, reference)));
  return [...new Map(found.map((entry) => [resolve(entry.folder), entry])).values()];
}

/**
 * The folders of the runs that references name.
 *
 * @throws {UsageError | StorageError} as `findEntries` does
 */
export async function findRuns(
  root: string,
  references: readonly string[],
): Promise<readonly string[]> {
  return (await findEntries(root, references)).map(({ folder }) => folder);
}

/**
 * The one run that a reference names.
 *
 * @throws {UsageError} when it names none, or several
 * @throws {StorageError} when the runs cannot be read
 */
export async function findEntry(root: string, reference: string): Promise<RunEntry> {
  const [found, ...others] = await findEntries(root, [reference]);
  if (others.length === 0) return found!;
  const all = [found!, ...others];
  const named = all.slice(0, mostNamed).map(({ folder }) => `"${folder}"`);
  const more = all.length > mostNamed ? ` and ${all.length - mostNamed} more` : "";
  throw new UsageError(
    `Cannot tell which run "${reference}" is: ${all.length} have that in their names, ${named.join(", ")}${more}, needs more of the name`,
  );
}

/**
 * The folder of the one run that a reference names.
 *
 * @throws {UsageError | StorageError} as `findEntry` does
 */
export async function findRun(root: string, reference: string): Promise<string> {
  return (await findEntry(root, reference)).folder;
}

/** At least one. */
async function entriesNamed(root: string, reference: string): Promise<readonly RunEntry[]> {
  const [itself] = await readRuns([placeOf(reference)]);
  if (itself) return [itself];
  const part = partOf(root, reference);
  const places = await runPlaces(root, { cells: part.includes(`/${cellsFolder}/`) });
  const named = reference === "newest" ? places : placesNamed(places, part);
  const entries = await readRuns(named);
  if (entries.length === 0) throw notFound(root, { reference, places });
  if (reference !== "newest") return entries;
  return [entries.reduce((a, b) => ((a.started ?? "") <= (b.started ?? "") ? b : a))];
}

/** A path as the place of a run, wherever it lies. */
function placeOf(path: string): RunPlace {
  const folder = path.replace(/(?<=.)\/+$/, "");
  const experiment = basename(dirname(resolve(folder)));
  return { folder, experiment, label: `${experiment}/${basename(resolve(folder))}` };
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
    const folder = label.slice(experiment.length + 1);
    return [label, experiment, folder, nameWithoutTime(folder)].includes(part);
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
      const rest = nameWithoutTime(folder);
      const [, network = rest] = /^(.+)-[0-9a-f]{6,}(-s\d+)?(-\d+)?$/.exec(rest) ?? [];
      return [experiment, network, rest, folder, label];
    }),
  );
}
