import { getDataSet } from "../../data/get.ts";
import type { Command } from "../command.ts";
import { namedDataSet } from "../namedDataSet.ts";
import { makeDownloadProgress } from "../progress/downloadProgress.ts";

/** Sees to it that a data set is on this machine and right. */
export const dataGet: Command = {
  keys: {},
  async run(call) {
    const name = namedDataSet("data get", call);
    const progress = await makeDownloadProgress(process.stderr);
    try {
      const result = await getDataSet(name, { onProgress: progress.update });
      const { folder, kept, downloaded } = result;
      return {
        json: { name, ...result },
        text: `${name} is in ${folder}: ${downloaded.length} files downloaded, ${kept.length} were there`,
      };
    } finally {
      progress.stop();
    }
  },
};
