import { join } from "node:path";
import { checkDataSet } from "../../data/check.ts";
import { dataFolders } from "../../data/folders.ts";
import type { Command } from "../command.ts";
import { namedDataSet } from "../namedDataSet.ts";
import { textTable } from "../textTable.ts";

/** Reads all files of a data set and compares them with what was published; exit code 1 where one is not right. */
export const dataCheck: Command = {
  keys: {},
  async run(call) {
    const name = namedDataSet("data check", call);
    const checks = (await checkDataSet(name)).map(({ file, path, size, state, problem }) => ({
      file: file.name,
      path: path ?? null,
      size,
      state,
      problem: problem ?? null,
    }));
    const isRight = checks.every(({ state }) => state === "found");
    const columns = ["file", "state", "path"];
    const rows = checks.map(({ file, state, path }) => [file, state, path]);
    const problems = checks.flatMap(({ problem }) => problem ?? []);
    const folders = dataFolders().map((folder) => `"${join(folder, name)}"`);
    const advice = isRight
      ? []
      : [
          `looked in ${folders.join(", ")}; LEARNSCOPE_DATA may list other folders that hold "${name}"`,
          `\`learnscope data get ${name}\` fetches what is not right`,
        ];
    return {
      json: { name, isRight, files: checks },
      text:
        checks.length === 0
          ? `${name} is made by the program: there are no files to check`
          : [textTable({ columns, rows }), ...problems, ...advice].join("\n"),
      exitCode: isRight ? 0 : 1,
    };
  },
};
