import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DataFile, DataForm, FoundFiles } from "./dataSource.ts";

/**
 * Where a data set lies that has several forms: the first form of which a folder holds all files; where there is none, the
 * form and folder with the largest part of the files; where there is no file at all, where they would be fetched to.
 */
export function findFiles<Form extends DataForm>(
  forms: readonly [Form, ...Form[]],
  roots: readonly string[],
): FoundFiles<Form> {
  const found = forms.flatMap((form) =>
    roots.flatMap((root) => form.folders.map((folder) => look(form, join(root, folder)))),
  );
  const most = Math.max(...found.map(shareOf));
  if (most > 0) return found.find((candidate) => shareOf(candidate) === most)!;
  const fetched = fetchedForm(forms) ?? forms[0];
  return look(fetched, join(roots[0]!, fetched.folders[0]!));
}

/** The form in which a data set is downloaded; undefined where none can be. */
export function fetchedForm<Form extends DataForm>(forms: readonly Form[]): Form | undefined {
  return forms.find(({ mirrors }) => mirrors !== undefined);
}

/** Whether no file is missing. */
export function isWhole({ paths }: FoundFiles): boolean {
  return paths.every((path) => path !== undefined);
}

/** The files that are missing. */
export function missingFiles({ form, paths }: FoundFiles): DataFile[] {
  return form.files.filter((_, index) => paths[index] === undefined);
}

/** The files of a form that lie in `folder`. */
export function look<Form extends DataForm>(form: Form, folder: string): FoundFiles<Form> {
  return { form, folder, paths: form.files.map((file) => findDataFile(folder, file)) };
}

/** The path of a file in `folder`, under any of its names, packed by gzip or not. */
export function findDataFile(
  folder: string,
  { name, otherNames = [], isGzip = false }: DataFile,
): string | undefined {
  return [name, ...otherNames]
    .flatMap((known) => (isGzip ? [known, `${known}.gz`] : [known]))
    .map((known) => join(folder, known))
    .find((path) => existsSync(path));
}

function shareOf({ paths }: FoundFiles): number {
  return paths.filter((path) => path !== undefined).length / paths.length;
}
