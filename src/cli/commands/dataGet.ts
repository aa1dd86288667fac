import { getDataSet } from "../../data/fetch/get.ts";
import type { GetResult } from "../../data/fetch/getOptions.ts";
import type { Command } from "../command.ts";
import { namedDataSet } from "../namedDataSet.ts";
import { makeFileProgress } from "../progress/fileProgress.ts";

/** Sees to it that a data set is on this machine and right. */
export const dataGet: Command = {
  keys: {},
  async run(call) {
    const name = namedDataSet("data get", call);
    const progress = await makeFileProgress(process.stderr);
    try {
      const result = await getDataSet(name, { onProgress: progress.update });
      return { json: { name, ...result }, text: textOf(name, result) };
    } finally {
      progress.stop();
    }
  },
};

function textOf(name: string, { folder, kept, downloaded, unpacked }: GetResult): string {
  const files = (count: number) => (count === 1 ? "1 file" : `${count} files`);
  const what = [
    `${files(downloaded.length)} downloaded`,
    ...(unpacked === undefined ? [] : [`${files(unpacked.length)} unpacked`]),
    `${files(kept.length)} kept`,
  ];
  const then =
    unpacked === undefined
      ? []
      : [`\`learnscope data pack ${name} size=64\` makes images of one size of it, to train on`];
  return [`${name} is in ${folder}: ${what.join(", ")}`, ...then].join("\n");
}
