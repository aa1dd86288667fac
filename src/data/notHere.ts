import { join } from "node:path";
import { DataError } from "../core/errors.ts";
import { accessNeeded } from "./accessNeeded.ts";
import type { FileSource, FolderSource, FoundFiles } from "./dataSource.ts";
import { fetchedForm, findFiles, isWhole, missingFiles } from "./findFiles.ts";
import { listPacked } from "./pack/findPacked.ts";

/** Where files were looked for, and what was found. */
interface Search {
  readonly found: FoundFiles;
  readonly roots: readonly string[];
}

/** What to say of a data set of which files are missing: which and where, and how to get them. */
export function missing(name: string, source: FileSource, { found, roots }: Search): DataError {
  const lacking = missingFiles(found);
  const get = `\`learnscope data get ${name}\``;
  if (lacking.length === found.paths.length) {
    const forms = source.forms.map(({ title }) => title).join(" or ");
    return refusal(
      source,
      `${isNot(roots)}, needs ${get} or, in "${placeFor(source, roots)}", ${forms}`,
    );
  }
  const names = lacking.map((file) => file.name).join(", ");
  const what = lacking.length === 1 ? "this file" : "these files";
  const packing = lacking.some(({ isGzip }) => isGzip) ? ", plain or as .gz" : "";
  return refusal(
    source,
    `"${found.folder}" lacks ${names}, needs ${get} or ${what} there${packing}`,
  );
}

/** What to say of a data set of single images that was to be trained on as it is. */
export async function notPacked(
  name: string,
  source: FolderSource,
  roots: readonly string[],
): Promise<DataError> {
  const packed = (await listPacked(roots)).find((listing) => listing.name.startsWith(`${name}-`));
  const images = findFiles([source.images], roots);
  const pack = `\`learnscope data pack ${name} size=64\``;
  if (packed === undefined && !isWhole(images)) {
    const get = `\`learnscope data get ${name}\``;
    const needed = accessNeeded(source, roots) ?? `${get} and then ${pack}`;
    return refusal(source, `${isNot(roots)}, needs ${needed}`);
  }
  const needed =
    packed === undefined ? `${pack}, which makes "${name}-64" of them` : `data=${packed.name}`;
  return refusal(source, `its images are single files, needs ${needed}`);
}

/** The folder into which people put what they have of a data set: that of the form in which it is fetched. */
function placeFor({ forms }: FileSource, roots: readonly string[]): string {
  return join(roots[0]!, (fetchedForm(forms) ?? forms[0]).folders[0]!);
}

function isNot(roots: readonly string[]): string {
  return `it is not in ${roots.map((root) => `"${root}"`).join(" or ")}`;
}

function refusal({ title }: FileSource | FolderSource, what: string): DataError {
  return new DataError(`Cannot load ${title}: ${what}`);
}
