import { basename, dirname, sep } from "node:path";
import { sizeText } from "../../core/sizeText.ts";
import { accessNeeded } from "../../data/accessNeeded.ts";
import { dataSourceOf, isDataSetName } from "../../data/catalogue.ts";
import { checkDataSet } from "../../data/check.ts";
import { type FileCheck, isAcceptable } from "../../data/checkFile.ts";
import { dataFolders } from "../../data/folders.ts";
import { findPacked, isPacked } from "../../data/pack/findPacked.ts";
import type { Command } from "../command.ts";
import { namedDataSet } from "../namedDataSet.ts";
import { packedOutcome } from "../packedOutcome.ts";
import { makeFileProgress } from "../progress/fileProgress.ts";
import { textTable } from "../textTable.ts";

/** Reads all files of a data set and compares them with what was published, or was packed; exit code 1 where one is not right. */
export const dataCheck: Command = {
  keys: {},
  async run(call) {
    const name = namedDataSet("data check", call);
    if (!isDataSetName(name) && isPacked(name)) {
      return packedOutcome(name, findPacked(name) ?? name);
    }
    const progress = await makeFileProgress(process.stderr);
    const checks = await checkDataSet(name, { onProgress: progress.update }).finally(progress.stop);
    const isRight = checks.every(isAcceptable);
    const files = checks.map(({ file, path, size, state, problem }) => ({
      file: file.name,
      path: path ?? null,
      size,
      state,
      problem: problem ?? null,
    }));
    return {
      json: { name, isRight, files },
      text:
        checks.length === 0
          ? `${name} is made by the program: there are no files to check`
          : textOf(name, checks),
      exitCode: isRight ? 0 : 1,
    };
  },
};

function textOf(name: string, checks: readonly FileCheck[]): string {
  const columns = ["file", "state", "size"];
  const rows = checks.map(({ file, path, state, size }) => [
    path === undefined || endsWith(path, file.name) ? file.name : basename(path),
    state,
    size === 0 ? "" : sizeText(size),
  ]);
  const folders = new Set(checks.flatMap((check) => folderOf(check) ?? []));
  return [
    textTable({ columns, rows }),
    "",
    ...[...folders].map((folder) => `in ${folder}`),
    ...checks.flatMap(({ problem }) => problem ?? []),
    ...remarks(checks),
    ...(checks.every(isAcceptable) ? [] : advice(name)),
  ].join("\n");
}

/** The folder that a data set's files lie in, some of them deeper. */
function folderOf({ file: { name }, path }: FileCheck): string | undefined {
  if (path === undefined) return undefined;
  return endsWith(path, name) ? path.slice(0, -name.length - 1) : dirname(path);
}

function endsWith(path: string, name: string): boolean {
  return path.endsWith(`${sep}${name}`);
}

function remarks(checks: readonly FileCheck[]): string[] {
  const has = (state: FileCheck["state"]) => checks.some((check) => check.state === state);
  return [
    ...(has("other packing")
      ? [
          "other packing: whole, but packed by somebody else, so the published checksum does not apply",
        ]
      : []),
    ...(has("not published") ? ["not published: there is no checksum to compare it with"] : []),
  ];
}

function advice(name: string): string[] {
  const folders = dataFolders().map((folder) => `"${folder}"`);
  const source = dataSourceOf(name);
  const access = source.kind === "folder" ? accessNeeded(source, dataFolders()) : undefined;
  return [
    `looked in ${folders.join(", ")}; LEARNSCOPE_DATA may list other folders`,
    access === undefined
      ? `\`learnscope data get ${name}\` fetches what is not right`
      : `needs ${access}`,
  ];
}
